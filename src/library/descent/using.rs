//! Taking an entry over to one's own place: a draft of one's own, with as much of it as befits how it
//! is used. One's own knowledge is asked for first, then the core that is kept, then what changes.

use chrono::NaiveDateTime;

use super::{is_usable, queries};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::facts::{Facts, Origin, RELATIONS};
use crate::library::{Audience, Entry, NewEntry, Status, TITLE_MAX, create, linked, readable};
use crate::members::Member;
use crate::places;
use crate::web::{FormData, Problems};

/// The longest of the answers, in characters: as the facts they become.
const ANSWER_MAX: usize = 5_000;

/// What somebody says when they take an entry over, checked.
#[derive(Clone, Debug)]
pub struct Use {
    /// One of `RELATIONS`.
    pub relation: String,
    pub title: String,
    pub knew: String,
    pub kept: String,
    pub changed: String,
    /// The language of a text of one's own.
    pub lang: String,
}

impl Use {
    pub fn parse(form: &FormData, lang: &str) -> std::result::Result<Use, Problems> {
        let mut problems = Problems::default();
        let relation = problems.choice(form, "relation", &RELATIONS);
        if relation.is_none() && form.get("relation").is_empty() {
            problems.add("relation", "descent-relation-missing");
        }
        let taken = Use {
            title: problems.line(form, "title", TITLE_MAX),
            knew: problems.optional_block(form, "knew", ANSWER_MAX),
            kept: problems.optional_block(form, "kept", ANSWER_MAX),
            changed: problems.optional_block(form, "changed", ANSWER_MAX),
            relation: relation.unwrap_or_default().to_string(),
            lang: lang.to_string(),
        };
        problems.or(taken)
    }
}

/// Makes the draft; its address. `NotFound` for an entry `who` may not read, `Forbidden` for one that
/// cannot be taken over.
pub fn take_over(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    taken: &Use,
) -> Result<String> {
    let origin = readable(c, Some(who), slug)?;
    if !is_usable(Some(who), &origin) {
        return Err(Error::Forbidden);
    }
    let home = match &who.organisation_id {
        Some(id) => queries::home(c, id)?,
        None => None,
    };
    let mut new = draft(&origin, who, home, taken)?;
    // Nobody names what they may not read.
    let named = linked::readable(c, Some(who), &linked::named(&new.facts))?;
    let is_named = |slug: &String| named.iter().any(|l| l.slug == *slug);
    new.facts.methods.retain(is_named);
    new.facts.examples.retain(is_named);
    Ok(create(c, now, Some(&who.id), &new, Status::Draft)?.slug)
}

/// What only the place itself can tell is left for it to tell: when, with what results, and whom to
/// ask. A text taken over is for no more people than it was, nor for more than the network.
fn draft(origin: &Entry, who: &Member, home: Option<String>, taken: &Use) -> Result<NewEntry> {
    let of = origin.content()?;
    let known = home.as_deref().and_then(|h| places::named(h, &of.lang));
    let own = NewEntry {
        kind: of.kind,
        title: taken.title.clone(),
        summary: String::new(),
        body: String::new(),
        lang: taken.lang.clone(),
        municipality: known.map(|p| p.name.to_string()).or(home),
        place: known.map(|p| p.code.to_string()),
        area: of.area.clone(),
        tags: Vec::new(),
        contact_role: String::new(),
        contact_name: String::new(),
        contact_deputy: String::new(),
        facts: Facts::default(),
        audience: Audience::Network,
        organisation_id: who.organisation_id.clone(),
        meeting_id: None,
    };
    let mut new = if taken.relation == "inspired" {
        own
    } else {
        let audience = Audience::Network.narrower(of.audience);
        NewEntry {
            summary: of.summary,
            body: of.body,
            lang: of.lang,
            tags: of.tags,
            facts: Facts {
                from_year: 0,
                to_year: 0,
                stage: String::new(),
                evaluated: String::new(),
                for_citizens: String::new(),
                for_work: String::new(),
                for_environment: String::new(),
                not_worked: String::new(),
                ..of.facts
            },
            // Nobody can be of an organisation they are not in.
            audience: if who.organisation_id.is_none() {
                Audience::Network
            } else {
                audience
            },
            ..own
        }
    };
    new.facts.derived_from = Some(Origin {
        relation: taken.relation.clone(),
        entry: origin.slug.clone(),
        ..Origin::default()
    });
    new.facts.knew.clone_from(&taken.knew);
    new.facts.kept.clone_from(&taken.kept);
    new.facts.changed.clone_from(&taken.changed);
    Ok(new)
}
