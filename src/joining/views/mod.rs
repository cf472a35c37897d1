pub mod coming;
pub mod deciding;
pub mod doubles;
pub mod letters;
pub mod listed;
