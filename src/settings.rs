//! What the network knows of itself, kept beside its data: the server's key, and whether it is a
//! demonstration.

use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::schema::settings;
use crate::tokens;
use crate::web::secret::ServerKey;

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
