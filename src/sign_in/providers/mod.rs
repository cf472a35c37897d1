//! An organisation's own sign-in: OpenID Connect.

use crate::db::Conn;
use crate::error::Result;

/// Where somebody with this address is sent to sign in: the path that begins it at the provider of
/// the organisation their mail domain belongs to. Decided by the domain alone, never by whether
/// somebody has the address.
pub fn for_address(_c: &mut Conn, _email: &str, _next: &str) -> Result<Option<String>> {
    Ok(None)
}
