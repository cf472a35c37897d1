//! A vocabulary, as a file tells it.

use serde_json::{Map, Value};

use super::entry::slug_of;
use super::{kept, said};
use crate::library::terms::{LABEL_MAX, TERMS_MAX, Term, Terms, Vocabulary};
use crate::text;
use crate::web::Lang;

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
    let built_in = Terms::built_in();
    let mut terms: Vec<Term> = Vec::with_capacity(all.len());
    for given in all {
        let fields = given.as_object().ok_or("a term is no JSON object")?;
        let name = slug_of(&said(fields, "name"))?;
        if terms.iter().any(|t| t.name == name) {
            return Err(format!("the term \"{name}\" stands twice"));
        }
        let term = term(fields, built_in.get(vocabulary, &name), name)?;
        let danish = term.words.own(Lang::Da);
        if terms.iter().any(|t| t.is_called(danish)) {
            return Err(format!("two terms are called \"{danish}\""));
        }
        terms.push(term);
    }
    Ok((vocabulary, terms))
}

fn term(
    fields: &Map<String, Value>,
    built_in: Option<&Term>,
    name: String,
) -> Result<Term, String> {
    let labels = fields.get("labels").and_then(Value::as_object);
    let labels = labels.ok_or_else(|| format!("the term \"{name}\" has no labels"))?;
    let mut words = built_in.map(|b| b.words.clone()).unwrap_or_default();
    for lang in Lang::ALL {
        let label = text::line(&said(labels, lang.code()), LABEL_MAX);
        let label = kept(label, &format!("label of \"{name}\""))?;
        if !label.is_empty() {
            words.set(lang, label);
        }
    }
    if words.own(Lang::Da).is_empty() {
        return Err(format!("the term \"{name}\" has no Danish label"));
    }
    Ok(Term {
        name,
        words,
        retired: fields.get("retired") == Some(&Value::Bool(true)),
        added: built_in.is_none(),
    })
}
