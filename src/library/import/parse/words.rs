//! A vocabulary, as a file tells it.

use serde_json::{Map, Value};

use super::entry::slug_of;
use super::{kept, said};
use crate::library::terms::{LABEL_MAX, TERMS_MAX, Term, Vocabulary};
use crate::text;
use crate::web::{Lang, Words};

/// A vocabulary and its terms, in their order.
pub type Told = (Vocabulary, Vec<Term>);

/// `kind: vocabulary`, with its terms.
pub fn vocabulary(fields: &Map<String, Value>) -> Result<Told, String> {
    let name = said(fields, "name");
    let vocabulary =
        Vocabulary::named(&name).ok_or_else(|| format!("\"{name}\" is no vocabulary"))?;
    let all = fields.get("terms").and_then(Value::as_array);
    let all = all.ok_or("\"terms\" is no list")?;
    if all.len() > TERMS_MAX {
        return Err(format!("a vocabulary has at most {TERMS_MAX} terms"));
    }
    let mut terms: Vec<Term> = Vec::with_capacity(all.len());
    for given in all {
        let term = term(given.as_object().ok_or("a term is no JSON object")?)?;
        if terms.iter().any(|t| t.name == term.name) {
            return Err(format!("the term \"{}\" stands twice", term.name));
        }
        terms.push(term);
    }
    Ok((vocabulary, terms))
}

fn term(fields: &Map<String, Value>) -> Result<Term, String> {
    let name = slug_of(&said(fields, "name"))?;
    let labels = fields.get("labels").and_then(Value::as_object);
    let labels = labels.ok_or_else(|| format!("the term \"{name}\" has no labels"))?;
    let mut words = Words::default();
    for lang in Lang::ALL {
        let label = text::line(&said(labels, lang.code()), LABEL_MAX);
        let label = if lang == Lang::Da {
            text::required(label)
        } else {
            label
        };
        words.set(lang, kept(label, &format!("label of \"{name}\""))?);
    }
    Ok(Term {
        name,
        words,
        retired: fields.get("retired") == Some(&Value::Bool(true)),
        added: true,
    })
}
