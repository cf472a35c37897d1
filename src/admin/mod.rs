//! Administration: what waits, the first steps, settings, colours, texts, vocabularies, work and the
//! system itself. People, mail, log and moderation are their own features'; `places` leads to them.

pub mod branding;
mod colour;
pub mod guide;
pub mod letters;
pub mod logo;
pub mod pages;
pub mod settings;
pub mod statements;
pub mod system;
pub mod vocabularies;
mod waiting;
pub mod work;
