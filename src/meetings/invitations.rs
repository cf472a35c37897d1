//! Invitations: one mail each, answered without signing in.

use crate::app::App;
use crate::error::Result;
use crate::mail::Letter;

pub async fn fan_out(_app: &App, _meeting_id: String) -> Result<()> {
    Ok(())
}

pub async fn letter(_app: &App, _person_id: &str, _invitation_id: &str) -> Result<Option<Letter>> {
    Ok(None)
}
