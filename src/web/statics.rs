//! Files that come with the program. Their addresses carry a fingerprint, so a browser keeps them for
//! a year and still sees a new version at once.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;
use rust_embed::RustEmbed;

use crate::error::{Error, Result};
use crate::tokens::hex;

#[derive(RustEmbed)]
#[folder = "assets/static/"]
struct Assets;

struct Fingerprinted {
    /// File name to address.
    addresses: HashMap<String, String>,
    /// Last part of the address to file name.
    files: HashMap<String, String>,
}

static FILES: LazyLock<Fingerprinted> = LazyLock::new(|| {
    let mut all = Fingerprinted {
        addresses: HashMap::new(),
        files: HashMap::new(),
    };
    for name in Assets::iter() {
        let Some(file) = Assets::get(&name) else {
            continue;
        };
        let print = &hex(&file.metadata.sha256_hash())[..10];
        let marked = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}.{print}.{ending}"),
            None => format!("{name}.{print}"),
        };
        all.addresses
            .insert(name.to_string(), format!("/static/{marked}"));
        all.files.insert(marked, name.to_string());
    }
    all
});

/// The address of an embedded file: `address("site.css")`.
pub fn address(name: &str) -> &'static str {
    FILES.addresses.get(name).map_or("/static/", String::as_str)
}

pub fn is_static(path: &str) -> bool {
    path.starts_with("/static/") || path == "/favicon.ico"
}

pub async fn file(marked: Path<String>) -> Result<HttpResponse> {
    let name = FILES.files.get(marked.as_str()).ok_or(Error::NotFound)?;
    let mut response = serve(name)?;
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Ok(response)
}

/// Browsers ask for this whatever the page says.
pub async fn favicon() -> Result<HttpResponse> {
    serve("favicon.svg")
}

fn serve(name: &str) -> Result<HttpResponse> {
    let file = Assets::get(name).ok_or(Error::NotFound)?;
    let kind = match name.rsplit_once('.').map(|(_, e)| e) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .body(file.data.into_owned()))
}
