//! `/healthz`: the process answers. `/readyz`: database and index do too.

use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::app::App;
use crate::changes;

pub fn is_health(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz")
}

pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

pub async fn ready(app: Data<App>) -> HttpResponse {
    let database = app.db.read(changes::head).await;
    let index = app.search.is_ready();
    match (database, index) {
        (Ok(_), true) => HttpResponse::Ok()
            .content_type("text/plain")
            .body("database ok\nindex ok\n"),
        (database, index) => HttpResponse::ServiceUnavailable()
            .content_type("text/plain")
            .body(format!(
                "database {}\nindex {}\n",
                if database.is_ok() { "ok" } else { "not ready" },
                if index { "ok" } else { "not ready" }
            )),
    }
}
