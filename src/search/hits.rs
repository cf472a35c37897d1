//! What was matched, as it is shown: the row as it is now, a piece of its text, its files, and why.

use std::collections::HashMap;

use super::matching::{Made, Match};
use super::question::Asked;
use super::snippet::{self, Marks, Snippet};
use super::why::{self, Kind, Met, Place, Reason, Why};
use crate::attachments::{self, FileText, Leaf};
use crate::db::Conn;
use crate::error::Result;
use crate::library::indexing::{self, HitRow};
use crate::members::Scope;

/// Text of files that is looked into for one answer, in bytes, about.
const MOST_OF_FILES: i64 = 2 * 1024 * 1024;

#[derive(Debug)]
pub struct Hit {
    pub row: HitRow,
    pub score: f32,
    /// What the score is made of.
    pub made: Made,
    /// The row's, with what matched marked.
    pub title: Snippet,
    pub snippet: Snippet,
    /// The files that have most of what was asked, the one with most of it first.
    pub files: Vec<InFile>,
    /// The snippet is of the first of the files, not of the entry itself.
    pub of_file: bool,
    /// The words that were met otherwise than as they were asked.
    pub why: Vec<Why>,
    /// Every way it was met by.
    pub reasons: Vec<Reason>,
}

/// A file something was met in.
#[derive(Clone, Debug, PartialEq)]
pub struct InFile {
    pub id: String,
    pub name: String,
    /// Where in it, if it has pages.
    pub leaf: Option<(Leaf, usize)>,
}

impl InFile {
    /// Where its text is read.
    pub fn address(&self) -> String {
        match self.leaf {
            Some((_, number)) => format!("/files/{}/text?leaf={number}#leaf-{number}", self.id),
            None => format!("/files/{}/text", self.id),
        }
    }
}

/// What the database knows of what was matched.
pub struct Rows {
    rows: HashMap<String, HitRow>,
    /// By id, summary and text of what was written since it was indexed.
    newer: HashMap<String, (String, String)>,
    files: Vec<FileText>,
}

impl Rows {
    /// What the asker may see of it, in a handful of queries.
    pub fn read(c: &mut Conn, scope: &Scope, matched: &[Match], asked: &Asked) -> Result<Rows> {
        let ids: Vec<String> = matched.iter().map(|hit| hit.id.clone()).collect();
        let indexed: HashMap<&String, i64> = matched.iter().map(|h| (&h.id, h.version)).collect();
        let rows = indexing::visible(c, scope, &ids)?;
        let changed: Vec<&String> = rows
            .iter()
            .filter(|row| indexed.get(&row.id) != Some(&row.version))
            .map(|row| &row.id)
            .collect();
        let newer = indexing::beginnings(c, &changed, snippet::REACH)?;
        let files = if asked.words.is_empty() {
            Vec::new()
        } else {
            let mut seen: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            seen.sort_by_key(|id| ids.iter().position(|i| i == id));
            attachments::texts(c, &seen, MOST_OF_FILES)?
        };
        Ok(Rows {
            rows: rows.into_iter().map(|r| (r.id.clone(), r)).collect(),
            newer,
            files,
        })
    }

    /// The hits, in their order; without what the asker may not see any more.
    pub fn hits(
        mut self,
        asked: &Asked,
        matched: Vec<Match>,
        reasons: Vec<Vec<Reason>>,
    ) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(matched.len());
        for (found, reasons) in matched.into_iter().zip(reasons) {
            let Some(row) = self.rows.remove(&found.id) else {
                continue;
            };
            // What was written since it was indexed is shown as it is now.
            let text = match self.newer.remove(&row.id) {
                Some((summary, body)) => snippet::plain(&summary, &body),
                None => found.text,
            };
            hits.push(self.hit(asked, row, &text, (found.score, found.made), reasons));
        }
        hits
    }

    fn hit(
        &self,
        asked: &Asked,
        row: HitRow,
        text: &str,
        (score, made): (f32, Made),
        reasons: Vec<Reason>,
    ) -> Hit {
        let mut marks = Marks::new(&row.lang, asked.asker, &reasons);
        let (mut snippet, words) = snippet::of(text, &mut marks);
        let its = self.files.iter().filter(|f| f.entry_id == row.id);
        let found = in_files(its, &mut marks);
        let best = found.first().map(|f| (f.words, f.page));
        let of_file = best.is_some_and(|(most, _)| most > words.max(marks.count(&row.title).0));
        if let Some((_, page)) = best.filter(|_| of_file) {
            snippet = snippet::of_page(page, &mut marks);
        }
        let odd = reasons.iter().any(|r| r.kind(asked.asker) != Kind::Word);
        let met = if odd {
            met(&row, text, best.map_or("", |(_, page)| page), &mut marks)
        } else {
            Met::new()
        };
        Hit {
            why: why::explain(asked, &reasons, &met),
            files: found.into_iter().map(|f| f.file).collect(),
            title: snippet::whole(&row.title, &mut marks),
            row,
            score,
            made,
            snippet,
            of_file,
            reasons,
        }
    }
}

/// What was met where, as it is written there.
fn met(row: &HitRow, text: &str, page: &str, marks: &mut Marks) -> Met {
    let places = [
        (Place::Title, row.title.as_str()),
        (Place::Text, text),
        (Place::Tags, &row.tags),
        (Place::File, page),
    ];
    let mut all = Met::new();
    for (place, text) in places {
        let found = marks.met(text).into_iter();
        all.extend(found.map(|((word, kind), written)| (word, kind, place, written)));
    }
    all
}

struct Found<'a> {
    file: InFile,
    /// Different words of the question on its best page.
    words: usize,
    page: &'a str,
}

/// The files with most of the words, each with the page that has most of them.
fn in_files<'a>(files: impl Iterator<Item = &'a FileText>, marks: &mut Marks) -> Vec<Found<'a>> {
    let mut all: Vec<Found> = Vec::new();
    for file in files {
        let mut best = ((0, 0), 0, "");
        for (number, page) in (1..).zip(file.leaves()) {
            let count = marks.count(page);
            if count > best.0 {
                best = (count, number, page);
            }
        }
        let ((words, _), number, page) = best;
        if words > 0 {
            let file = InFile {
                id: file.id.clone(),
                name: file.name.clone(),
                leaf: file.leaf.map(|leaf| (leaf, number)),
            };
            all.push(Found { file, words, page });
        }
    }
    let most = all.iter().map(|f| f.words).max().unwrap_or(0);
    all.retain(|f| f.words == most);
    all
}
