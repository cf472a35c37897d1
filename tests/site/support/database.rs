//! An empty database for each test: a file of its own on SQLite, a schema of its own on PostgreSQL
//! (`FAELLES_TEST_DATABASE` says where the server is).

pub struct Fresh {
    /// None on SQLite, where the data folder says it all.
    pub url: Option<String>,
    #[cfg(feature = "postgres")]
    schema: String,
}

#[cfg(feature = "sqlite")]
pub fn fresh() -> Fresh {
    Fresh { url: None }
}

#[cfg(feature = "postgres")]
fn server() -> String {
    std::env::var("FAELLES_TEST_DATABASE")
        .expect("FAELLES_TEST_DATABASE=postgres://… for tests on PostgreSQL")
}

#[cfg(feature = "postgres")]
fn execute(sql: &str) {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    PgConnection::establish(&server())
        .expect("the test server")
        .batch_execute(sql)
        .expect(sql);
}

#[cfg(feature = "postgres")]
pub fn fresh() -> Fresh {
    let schema = format!("t_{}", faelles::app::new_id());
    execute(&format!("CREATE SCHEMA {schema}"));
    let server = server();
    let mark = if server.contains('?') { '&' } else { '?' };
    Fresh {
        url: Some(format!("{server}{mark}options=-csearch_path%3D{schema}")),
        schema,
    }
}

#[cfg(feature = "postgres")]
impl Drop for Fresh {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            execute(&format!("DROP SCHEMA {} CASCADE", self.schema));
        }
    }
}
