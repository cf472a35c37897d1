//! The library's vocabularies: built in, and what the network has added, renamed, ordered or set
//! aside. A term that is set aside stays on what has it and is offered no more.

use std::sync::Arc;

use diesel::prelude::*;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::terms;
use crate::settings::Stamped;
use crate::web::{Lang, Words};
use crate::{settings, text, tokens};

/// Characters of what a term is called.
pub const LABEL_MAX: usize = 60;
/// The most terms of one vocabulary.
pub const TERMS_MAX: usize = 500;

/// A list of words entries are ordered by. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Vocabulary {
    /// Areas of municipal work.
    Areas,
    /// What made a case succeed.
    Factors,
    /// What else the ones involved say it took.
    Reflections,
    /// Who took part.
    Parties,
    /// Who started it.
    Starters,
    /// How far those concerned were involved, the least first.
    Degrees,
    /// How far a case has come.
    Stages,
    /// The steps of *samskabt styring*.
    Steps,
}

impl Vocabulary {
    pub const ALL: [Vocabulary; 8] = [
        Vocabulary::Areas,
        Vocabulary::Factors,
        Vocabulary::Reflections,
        Vocabulary::Parties,
        Vocabulary::Starters,
        Vocabulary::Degrees,
        Vocabulary::Stages,
        Vocabulary::Steps,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Vocabulary::Areas => "area",
            Vocabulary::Factors => "factor",
            Vocabulary::Reflections => "reflection",
            Vocabulary::Parties => "party",
            Vocabulary::Starters => "starter",
            Vocabulary::Degrees => "degree",
            Vocabulary::Stages => "stage",
            Vocabulary::Steps => "step",
        }
    }

    pub fn named(name: &str) -> Option<Vocabulary> {
        Vocabulary::ALL.into_iter().find(|v| v.name() == name)
    }

    /// The terms the program brings. Areas, parties, degrees and steps are those of Danish
    /// municipal work and of *samskabt styring*; factors and reflections are the six and six of the
    /// Swedish publication *Stuprör och hängrännor*.
    fn built_in(self) -> &'static [&'static str] {
        match self {
            Vocabulary::Areas => &[
                "aeldre",
                "dagtilbud",
                "skole",
                "social",
                "sundhed",
                "beskaeftigelse",
                "teknik-miljoe",
                "kultur-fritid",
                "tvaergaaende",
            ],
            Vocabulary::Factors => &[
                "leadership",
                "budget",
                "organisation",
                "methods",
                "incentives",
                "evaluation",
            ],
            Vocabulary::Reflections => &[
                "mandate",
                "long-term",
                "anchoring",
                "time",
                "efficiency",
                "personal-will",
            ],
            Vocabulary::Parties => &[
                "employees",
                "leaders",
                "med",
                "citizens",
                "parents",
                "associations",
                "companies",
                "politicians",
            ],
            Vocabulary::Starters => &["municipality", "outside"],
            Vocabulary::Degrees => &[
                "information",
                "discussion",
                "involvement",
                "co-decision",
                "co-creation",
            ],
            Vocabulary::Stages => &["planned", "trial", "running", "ended"],
            Vocabulary::Steps => &[
                "intro",
                "challenges",
                "solutions",
                "trial",
                "effect",
                "learning",
            ],
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What entries carry; never changes.
    pub name: String,
    pub words: Words,
    pub retired: bool,
    /// The network's own, not the program's.
    pub added: bool,
}

impl Term {
    /// Its words for a reader of this language: theirs, or the Danish.
    pub fn label(&self, lang: Lang) -> &str {
        self.words.says(lang).map_or(&self.name, |(_, words)| words)
    }

    pub fn is_called(&self, danish: &str) -> bool {
        text::fold(self.words.own(Lang::Da)) == text::fold(danish)
    }
}

/// Every vocabulary, in the network's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms([Vec<Term>; Vocabulary::ALL.len()]);

impl Terms {
    /// As the program brings them.
    pub fn built_in() -> Terms {
        Terms(Vocabulary::ALL.map(|vocabulary| {
            let label =
                |lang: Lang, name: &str| lang.t(&format!("library-{}-{name}", vocabulary.name()));
            vocabulary
                .built_in()
                .iter()
                .map(|name| Term {
                    name: name.to_string(),
                    words: Words::new(|lang| label(lang, name)),
                    retired: false,
                    added: false,
                })
                .collect()
        }))
    }

    /// All terms of a vocabulary, also those set aside.
    pub fn of(&self, vocabulary: Vocabulary) -> &[Term] {
        &self.0[vocabulary as usize]
    }

    pub fn get(&self, vocabulary: Vocabulary, name: &str) -> Option<&Term> {
        self.of(vocabulary).iter().find(|t| t.name == name)
    }

    /// The term somebody means by its name, or by what it is called in any language.
    pub fn meant(&self, vocabulary: Vocabulary, said: &str) -> Option<&Term> {
        let folded = text::fold(said.trim());
        let called = |t: &&Term| {
            Lang::ALL
                .iter()
                .any(|lang| text::fold(t.label(*lang)) == folded)
        };
        self.get(vocabulary, said)
            .or_else(|| self.of(vocabulary).iter().find(called))
    }

    /// The vocabularies in which the network has decided anything.
    pub fn decided(&self) -> impl Iterator<Item = Vocabulary> {
        let built_in = Terms::built_in();
        let is_decided = move |v: &Vocabulary| self.of(*v) != built_in.of(*v);
        Vocabulary::ALL.into_iter().filter(is_decided)
    }

    /// The words for a term; a name nobody knows any more stands for itself.
    pub fn label(&self, vocabulary: Vocabulary, lang: Lang, name: &str) -> String {
        self.get(vocabulary, name)
            .map_or_else(|| name.to_string(), |t| t.label(lang).to_string())
    }

    /// Names of the terms to choose from; one that is set aside when it is `kept`.
    pub fn open<'a>(&'a self, vocabulary: Vocabulary, kept: Option<&str>) -> Vec<&'a str> {
        self.of(vocabulary)
            .iter()
            .filter(|t| !t.retired || kept == Some(t.name.as_str()))
            .map(|t| t.name.as_str())
            .collect()
    }

    /// As `open`, with their labels, as a form shows them.
    pub fn choices(
        &self,
        vocabulary: Vocabulary,
        lang: Lang,
        kept: Option<&str>,
    ) -> Vec<(String, String)> {
        self.open(vocabulary, kept)
            .into_iter()
            .map(|name| (name.to_string(), self.label(vocabulary, lang, name)))
            .collect()
    }
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, Debug)]
#[diesel(table_name = terms)]
struct Row {
    vocabulary: String,
    name: String,
    /// Empty: the built-in words.
    label_da: String,
    label_en: String,
    retired: bool,
    position: i64,
    label_sv: String,
    label_nb: String,
}

impl Row {
    fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Da => &self.label_da,
            Lang::Sv => &self.label_sv,
            Lang::Nb => &self.label_nb,
            Lang::En => &self.label_en,
        }
    }
}

/// Every term as it stands. One query.
pub fn load(c: &mut Conn) -> Result<Terms> {
    let rows: Vec<Row> = terms::table.select(Row::as_select()).load(c)?;
    let Terms(mut all) = Terms::built_in();
    for vocabulary in Vocabulary::ALL {
        let of = &mut all[vocabulary as usize];
        let mut placed: Vec<(i64, Term)> = of
            .drain(..)
            .enumerate()
            .map(|(i, term)| (i as i64, term))
            .collect();
        for row in rows.iter().filter(|r| r.vocabulary == vocabulary.name()) {
            match placed.iter_mut().find(|(_, t)| t.name == row.name) {
                Some((position, term)) => {
                    *position = row.position;
                    term.retired = row.retired;
                    for lang in Lang::ALL {
                        if !row.label(lang).is_empty() {
                            term.words.set(lang, row.label(lang).to_string());
                        }
                    }
                }
                None => placed.push((
                    row.position,
                    Term {
                        name: row.name.clone(),
                        words: Words::new(|lang| row.label(lang).to_string()),
                        retired: row.retired,
                        added: true,
                    },
                )),
            }
        }
        placed.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
        *of = placed.into_iter().map(|(_, term)| term).collect();
    }
    Ok(Terms(all))
}

/// Adds a term at the end; its name. `Conflict` when one is called the same in Danish, or there are too
/// many.
pub fn add(c: &mut Conn, vocabulary: Vocabulary, words: Words) -> Result<String> {
    let now = load(c)?;
    let danish = words.own(Lang::Da);
    let here = now.of(vocabulary);
    if here.len() >= TERMS_MAX || here.iter().any(|t| t.is_called(danish)) {
        return Err(Error::Conflict);
    }
    let slug = text::slug(danish);
    let mut name = slug.clone();
    let mut number = 2;
    while now.get(vocabulary, &name).is_some() {
        name = format!("{slug}-{number}");
        number += 1;
    }
    let mut all = now.of(vocabulary).to_vec();
    all.push(Term {
        name: name.clone(),
        words,
        retired: false,
        added: true,
    });
    keep(c, vocabulary, &all)?;
    Ok(name)
}

/// What became of a vocabulary that was brought from elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brought {
    /// Names of terms that were not here.
    pub added: Vec<String>,
    /// Names of terms left out, each with its Danish words: another term is called the same here.
    pub taken: Vec<(String, String)>,
    /// Terms that are called otherwise there: what they are called here, and there.
    pub otherwise: Vec<(String, String)>,
    /// How many there were no room for.
    pub over: usize,
}

/// Takes in a vocabulary of another network, in its order. Of a network that is `new`, and has decided
/// nothing about it, it becomes the vocabulary; else what is not here comes last, and all that is here
/// stays as it is.
pub fn bring(c: &mut Conn, vocabulary: Vocabulary, given: Vec<Term>, new: bool) -> Result<Brought> {
    let now = load(c)?;
    let here = now.of(vocabulary);
    let mut brought = Brought::default();
    // What another version of the program has besides.
    let is_left = |t: &&Term| given.iter().all(|g| g.name != t.name);
    let left: Vec<Term> = here.iter().filter(is_left).cloned().collect();
    let clash = |t: &Term| given.iter().any(|g| g.is_called(t.words.own(Lang::Da)));
    let is_free = now.decided().all(|v| v != vocabulary) && !left.iter().any(clash);
    let all = if new && is_free {
        let known = |g: &Term| here.iter().any(|t| t.name == g.name);
        let names = given.iter().filter(|g| !known(g)).map(|g| g.name.clone());
        brought.added = names.collect();
        given.into_iter().chain(left).collect()
    } else {
        let mut all = here.to_vec();
        for term in given {
            let danish = term.words.own(Lang::Da).to_string();
            if let Some(same) = all.iter().find(|t| t.name == term.name) {
                if !same.is_called(&danish) {
                    let own = same.words.own(Lang::Da).to_string();
                    brought.otherwise.push((own, danish));
                }
            } else if all.iter().any(|t| t.is_called(&danish)) {
                brought.taken.push((term.name, danish));
            } else if all.len() >= TERMS_MAX {
                brought.over += 1;
            } else {
                brought.added.push(term.name.clone());
                all.push(term);
            }
        }
        all
    };
    if all != here {
        keep(c, vocabulary, &all)?;
    }
    Ok(brought)
}

/// Other words for a term.
pub fn rename(c: &mut Conn, vocabulary: Vocabulary, name: &str, words: Words) -> Result<()> {
    let mut all = load(c)?.of(vocabulary).to_vec();
    let danish = words.own(Lang::Da);
    if all.iter().any(|t| t.name != name && t.is_called(danish)) {
        return Err(Error::Conflict);
    }
    find(&mut all, name)?.words = words;
    keep(c, vocabulary, &all)
}

/// Sets a term aside, or takes it up again.
pub fn retire(c: &mut Conn, vocabulary: Vocabulary, name: &str, retired: bool) -> Result<()> {
    let mut all = load(c)?.of(vocabulary).to_vec();
    find(&mut all, name)?.retired = retired;
    keep(c, vocabulary, &all)
}

/// Moves a term one place up or down. At the end it stays where it is.
pub fn shift(c: &mut Conn, vocabulary: Vocabulary, name: &str, up: bool) -> Result<()> {
    let mut all = load(c)?.of(vocabulary).to_vec();
    let at = all
        .iter()
        .position(|t| t.name == name)
        .ok_or(Error::NotFound)?;
    let to = if up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(to) = to.filter(|to| *to < all.len()) {
        all.swap(at, to);
    }
    keep(c, vocabulary, &all)
}

fn find<'a>(all: &'a mut [Term], name: &str) -> Result<&'a mut Term> {
    all.iter_mut()
        .find(|t| t.name == name)
        .ok_or(Error::NotFound)
}

/// Keeps a vocabulary in this order. Built-in words stay built in, so that a better translation in
/// a later version is seen.
fn keep(c: &mut Conn, vocabulary: Vocabulary, all: &[Term]) -> Result<()> {
    let built_in = Terms::built_in();
    for (position, term) in all.iter().enumerate() {
        let before = built_in.get(vocabulary, &term.name);
        let own = |lang: Lang| match before {
            Some(same) if same.words.own(lang) == term.words.own(lang) => String::new(),
            _ => term.words.own(lang).to_string(),
        };
        let row = Row {
            vocabulary: vocabulary.name().to_string(),
            name: term.name.clone(),
            label_da: own(Lang::Da),
            label_sv: own(Lang::Sv),
            label_nb: own(Lang::Nb),
            label_en: own(Lang::En),
            retired: term.retired,
            position: position as i64,
        };
        diesel::insert_into(terms::table)
            .values(&row)
            .on_conflict((terms::vocabulary, terms::name))
            .do_update()
            .set(&row)
            .execute(c)?;
    }
    // Every node reads them anew with its next request.
    settings::set(c, settings::TERMS, &tokens::random()?)
}

/// The terms as this process last read them: pages need them, and they hardly ever change.
pub struct Known(Stamped<Terms>);

impl Default for Known {
    fn default() -> Known {
        Known(Stamped::new(Terms::built_in()))
    }
}

impl Known {
    /// The terms of a stamp (`Site::terms`): a query only when they have changed.
    pub fn at(&self, c: &mut Conn, stamp: &str) -> Result<Arc<Terms>> {
        self.0.at(stamp, || load(c))
    }

    /// The terms as last read.
    pub fn last(&self) -> Arc<Terms> {
        self.0.last()
    }
}
