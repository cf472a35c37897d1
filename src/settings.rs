//! What the network knows of itself, kept beside its data: the server's key, and whether it is a
//! demonstration.

use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::schema::settings;
use crate::tokens;
use crate::web::secret::ServerKey;

/// What every page needs to know of the network: its own word where an administrator gave one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// A demonstration demands no second factor: its links are printed on the screen.
    pub demo: bool,
    pub name: Option<String>,
    /// A message over every page.
    pub banner: Option<String>,
    /// Nothing may be written.
    pub read_only: bool,
}

/// The mark of a demonstration; its value is when it was filled.
pub const DEMO: &str = "demo";
pub const NAME: &str = "site.name";
pub const BANNER: &str = "site.banner";
pub const READ_ONLY: &str = "site.read_only";

/// One query.
pub fn site(c: &mut Conn) -> Result<Site> {
    let mut site = Site::default();
    let all = settings::table
        .filter(settings::key.eq_any([DEMO, NAME, BANNER, READ_ONLY]))
        .select((settings::key, settings::value))
        .load::<(String, String)>(c)?;
    for (key, value) in all {
        match key.as_str() {
            DEMO => site.demo = true,
            NAME => site.name = Some(value),
            BANNER => site.banner = Some(value),
            READ_ONLY => site.read_only = value == "yes",
            _ => {}
        }
    }
    Ok(site)
}

pub fn get(c: &mut Conn, key: &str) -> Result<Option<String>> {
    Ok(settings::table
        .find(key)
        .select(settings::value)
        .first(c)
        .optional()?)
}

pub fn set(c: &mut Conn, key: &str, value: &str) -> Result<()> {
    diesel::insert_into(settings::table)
        .values((settings::key.eq(key), settings::value.eq(value)))
        .on_conflict(settings::key)
        .do_update()
        .set(settings::value.eq(value))
        .execute(c)?;
    Ok(())
}

/// The secret that signs form tokens: made once, shared by all nodes of a network.
pub fn server_key(c: &mut Conn) -> Result<ServerKey> {
    if let Some(key) = get(c, "server_key")? {
        return Ok(ServerKey::new(&key));
    }
    let key = format!("{}{}", tokens::random()?, tokens::random()?);
    set(c, "server_key", &key)?;
    Ok(ServerKey::new(&key))
}
