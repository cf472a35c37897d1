//! The front page and the pages about the network itself.

pub mod pages;
mod views;
