//! Vocabularies that are handed out: those in which the network has decided anything, as lines of JSON.
//! An entry that carries one of its words says nothing without them.

use serde_json::{Map, Value, json};

use super::json_line;
use crate::error::Result;
use crate::library::terms::{Term, Terms};
use crate::web::Lang;

/// What the file is called where it lies beside entries.
pub const FILE: &str = "vocabularies.jsonl";

/// A line for each vocabulary that is not as it came; empty where all are.
pub fn lines(terms: &Terms) -> Result<String> {
    let built_in = Terms::built_in();
    let said = terms.decided().map(|vocabulary| {
        let known = |term: &Term| built_in.get(vocabulary, &term.name);
        let all = terms.of(vocabulary).iter();
        let all: Vec<Value> = all.map(|t| said(t, known(t))).collect();
        let mut said = Map::new();
        said.insert("kind".to_string(), Value::from("vocabulary"));
        said.insert("name".to_string(), Value::from(vocabulary.name()));
        said.insert("terms".to_string(), Value::from(all));
        json_line(&said)
    });
    said.collect()
}

/// Without the words the program brings: another version may have better ones.
fn said(term: &Term, built_in: Option<&Term>) -> Value {
    let labels = Lang::ALL.iter().filter_map(|lang| {
        let words = term.words.own(*lang);
        let is_own = !words.is_empty() && built_in.is_none_or(|b| b.words.own(*lang) != words);
        is_own.then(|| (lang.code().to_string(), Value::from(words)))
    });
    let labels: Map<String, Value> = labels.collect();
    json!({ "name": term.name, "labels": labels, "retired": term.retired })
}
