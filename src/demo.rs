//! The demonstration network.

use crate::app::App;
use crate::error::Result;

/// Fills an empty data folder with the demonstration network, once; lines to print.
pub async fn open(_app: &App) -> Result<Vec<String>> {
    Ok(Vec::new())
}
