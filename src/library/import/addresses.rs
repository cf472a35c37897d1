//! What entries are called in their files, and what here.

use std::collections::{HashMap, HashSet};

use super::parse::digest;

#[derive(Default)]
pub struct Addresses {
    /// As digests: the slugs that records asked for, and those they have.
    asked: HashMap<[u8; 16], [u8; 16]>,
    /// Of those that have another than they asked for.
    renamed: HashMap<String, String>,
    /// Those that entries of this import asked for more than once: nobody can tell whom they mean.
    twice: HashSet<String>,
}

impl Addresses {
    pub fn learn(&mut self, asked: String, here: String) {
        let has = digest(&here);
        if self
            .asked
            .insert(digest(&asked), has)
            .is_some_and(|other| other != has)
        {
            self.renamed.remove(&asked);
            self.twice.insert(asked);
        } else if asked != here {
            self.renamed.insert(asked, here);
        }
    }

    /// What is called so in a file has this slug here.
    pub fn here<'a>(&'a self, slug: &'a str) -> &'a str {
        self.renamed.get(slug).map_or(slug, String::as_str)
    }

    pub fn is_renamed(&self, slug: &str) -> bool {
        self.renamed.contains_key(slug)
    }

    /// What to say of a slug that means more than one entry.
    pub fn doubt(&self, slug: &str) -> Option<String> {
        let why =
            || format!("\"{slug}\" is the address of two texts of this import: left as it is");
        self.twice.contains(slug).then(why)
    }
}
