//! Never a trace of what one may not see, whatever is asked and however it is narrowed, always what one
//! may; and rights that change take effect with the next question, before the index has caught up.

use faelles::library::{Audience, Kind, NewEntry, Status};
use faelles::members::Scope;
use faelles::search::{Answer, Filters, Question, Search};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::search::{change, entry, make_of};
use crate::support::Site;

const WORDS: [&str; 8] = [
    "mandarin",
    "tilsyn",
    "besøg",
    "skole",
    "delaktighet",
    "Århus",
    "borgerinddragelse",
    "plejehjem",
];
/// What is asked besides: typed wrong, with signs, of one part, of nothing.
const ASKED: [&str; 12] = [
    "",
    "og",
    "mandrin",
    "tilsny besøg",
    "\"tilsyn besøg\"",
    "skole -tilsyn",
    "tilsyn OR mandarin",
    "kommune:By0x tilsyn",
    "borger",
    "inddragelse",
    "type:case",
    "fæld",
];
const LANGS: [&str; 4] = ["da", "sv", "nb", "en"];
const AREAS: [&str; 2] = ["skole", "aeldre"];

#[derive(Clone, Debug)]
struct Made {
    words: Vec<&'static str>,
    audience: Audience,
    organisation: usize,
    owner: Option<usize>,
    published: bool,
    kind: Kind,
    lang: &'static str,
    area: Option<&'static str>,
}

fn made() -> impl Strategy<Value = Made> {
    (
        proptest::collection::vec(select(&WORDS[..]), 1..5),
        select(&Audience::ALL[..]),
        0..2usize,
        proptest::option::of(0..3usize),
        proptest::bool::weighted(0.8),
        select(&Kind::ALL[..]),
        select(&LANGS[..]),
        proptest::option::of(select(&AREAS[..])),
    )
        .prop_map(
            |(words, audience, organisation, owner, published, kind, lang, area)| Made {
                words,
                audience,
                organisation,
                owner,
                published,
                kind,
                lang,
                area,
            },
        )
}

/// A question and its filters: a word or one of the odd ones; and who asks.
#[derive(Clone, Debug)]
struct Put {
    text: String,
    who: Index,
    kind: Option<Kind>,
    lang: Option<&'static str>,
    area: Option<&'static str>,
    of: Option<Index>,
    limit: usize,
    offset: usize,
}

fn put() -> impl Strategy<Value = Put> {
    let text = prop_oneof![
        select(&ASKED[..]).prop_map(str::to_string),
        proptest::collection::vec(select(&WORDS[..]), 1..4).prop_map(|w| w.join(" ")),
        "\\PC{0,20}",
    ];
    (
        text,
        any::<Index>(),
        proptest::option::weighted(0.2, select(&Kind::ALL[..])),
        proptest::option::weighted(0.2, select(&LANGS[..])),
        proptest::option::weighted(0.2, select(&AREAS[..])),
        proptest::option::weighted(0.2, any::<Index>()),
        1..40usize,
        prop_oneof![4 => Just(0usize), 1 => 0..5usize],
    )
        .prop_map(|(text, who, kind, lang, area, of, limit, offset)| Put {
            text,
            who,
            kind,
            lang,
            area,
            of,
            limit,
            offset,
        })
}

/// An entry as it stands.
struct There {
    id: String,
    /// In its title, summary, body and town, and nowhere else.
    mark: String,
    new: NewEntry,
    status: Status,
    owner: Option<String>,
}

impl There {
    /// The rule, written anew.
    fn is_for(&self, scope: &Scope) -> bool {
        let member = scope.person_id.is_some();
        let own = member && self.owner == scope.person_id;
        let colleagues =
            scope.organisation_id.is_some() && self.new.organisation_id == scope.organisation_id;
        self.status == Status::Published
            && match self.new.audience {
                Audience::Public => true,
                Audience::Network => member,
                Audience::Organisation => own || colleagues,
            }
    }
}

fn entry_of(n: usize, made: &Made, organisations: &[String]) -> (String, NewEntry) {
    // No two letters or digits side by side are alike: what is spelled alike is found as well.
    let mark = format!("mrk{}v{}x", n / 10, n % 10);
    let words = made.words.join(" ");
    let mut new = entry(
        &format!("{words} {mark}"),
        &format!("{words}. Her er {mark}."),
    );
    new.summary = format!("Om {words} og {mark}");
    new.municipality = Some(format!("By{mark}"));
    new.audience = made.audience;
    new.organisation_id = Some(organisations[made.organisation].clone());
    new.kind = made.kind;
    new.lang = made.lang.to_string();
    new.area = made.area.map(str::to_string);
    new.tags = vec![format!("emne {}", made.words[0])];
    (mark, new)
}

fn ask(site: &Site, search: &Search, question: &Question) -> Answer {
    search.ask(&site.app.db, question).unwrap()
}

/// Nothing of an answer comes from what is not the asker's.
fn shows_no_trace(answer: &Answer, scope: &Scope, there: &[There]) {
    let (visible, hidden): (Vec<&There>, Vec<&There>) = there.iter().partition(|t| t.is_for(scope));
    assert!(answer.total as usize <= visible.len(), "{answer:?}");
    let shown = format!("{:?}", (&answer.hits, &answer.facets));
    for one in hidden {
        assert!(!shown.contains(&one.mark), "{scope:?} saw {}", one.mark);
    }
    for facet in &answer.facets {
        for (value, count) in &facet.values {
            let having = visible.iter().filter(|t| match facet.name {
                "kind" => t.new.kind.name() == value,
                "lang" => t.new.lang == *value,
                "area" => t.new.area.as_deref() == Some(value.as_str()),
                "municipality" => t.new.municipality.as_ref() == Some(value),
                _ => true,
            });
            assert!(*count as usize <= having.count(), "{}: {value}", facet.name);
        }
    }
}

/// How often everything is tried: `FAELLES_RIGHTS_CASES`, else 5.
fn cases() -> u32 {
    let given = std::env::var("FAELLES_RIGHTS_CASES").ok();
    given.and_then(|n| n.parse().ok()).unwrap_or(5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_a_trace_of_the_forbidden_always_what_is_permitted(
        all in proptest::collection::vec(made(), 10..30),
        questions in proptest::collection::vec(put(), 25),
        changed in proptest::collection::vec((any::<Index>(), 0..4usize), 1..6),
    ) {
        actix_web::rt::System::new().block_on(async {
            let site = Site::new().await;
            let organisations = [site.add_organisation("A"), site.add_organisation("B")];
            let mut scopes = vec![Scope::default()];
            for (n, of) in [Some(0), Some(1), None].into_iter().enumerate() {
                let of: Option<String> = of.map(|o: usize| organisations[o].clone());
                let id = site.add_person(&format!("Person {n}"), &[], of.as_deref(), &[]);
                scopes.push(Scope { person_id: Some(id), organisation_id: of, editor: false });
            }
            let mut there: Vec<There> = all.iter().enumerate().map(|(n, made)| {
                let (mark, new) = entry_of(n, made, &organisations);
                let status = if made.published { Status::Published } else { Status::Draft };
                let owner = made.owner.and_then(|o| scopes[o + 1].person_id.clone());
                let id = make_of(&site, &new, status, owner.as_deref());
                There { id, mark, new, status, owner }
            }).collect();
            site.drain().await;
            // The same is true without an index.
            let empty = tempfile::tempdir().unwrap();
            let none = Search::open(empty.path()).unwrap();
            let everywhere = [&site.app.search, &none];
            asks_everything(&site, &everywhere, &scopes, &there, &questions);
            for scope in &scopes {
                for one in &there {
                    for search in everywhere {
                        let question = Question { text: one.mark.clone(), scope: scope.clone(), limit: 10, ..Question::default() };
                        let answer = ask(&site, search, &question);
                        assert_eq!(answer.total, u64::from(one.is_for(scope)), "{scope:?}: {}", one.mark);
                        assert!(answer.hits.iter().all(|hit| hit.row.id == one.id));
                    }
                }
            }
            // What was open is closed, and nobody has indexed it.
            for (which, how) in &changed {
                let one = &mut there[which.index(all.len())];
                match how {
                    0 => one.new.audience = Audience::Organisation,
                    1 => one.new.audience = Audience::Network,
                    2 => one.status = Status::Archived,
                    _ => one.owner = None,
                }
                let owner = one.owner.as_ref().map_or("NULL".to_string(), |o| format!("'{o}'"));
                change(&site, &one.id, &format!(
                    "audience = '{}', status = '{}', owner_id = {owner}",
                    one.new.audience.name(), one.status.name()
                ));
            }
            asks_everything(&site, &[&site.app.search], &scopes, &there, &questions);
            pages_show_no_trace(&site, &there).await;
        });
    }
}

fn asks_everything(
    site: &Site,
    everywhere: &[&Search],
    scopes: &[Scope],
    there: &[There],
    questions: &[Put],
) {
    for put in questions {
        let scope = put.who.get(scopes);
        let of = put
            .of
            .and_then(|of| of.get(there).new.municipality.as_deref());
        let mut filters = Filters::default();
        for (filter, value) in [
            ("kind", put.kind.map(Kind::name)),
            ("lang", put.lang),
            ("municipality", of),
            ("area", put.area),
        ] {
            if let Some(value) = value {
                filters.choose(filter, value);
            }
        }
        let question = Question {
            text: put.text.clone(),
            filters,
            scope: scope.clone(),
            limit: put.limit,
            offset: put.offset,
            ..Question::default()
        };
        for search in everywhere {
            shows_no_trace(&ask(site, search, &question), scope, there);
        }
    }
}

/// Pages a visitor may open, with what is like them beside: through the door everybody uses.
async fn pages_show_no_trace(site: &Site, there: &[There]) {
    let visitor = Scope::default();
    let slugs = |one: &There| one.new.title.to_lowercase().replace(' ', "-");
    for one in there.iter().filter(|t| t.is_for(&visitor)).take(4) {
        let page = site
            .visitor()
            .get(&format!("/library/{}", faelles::text::slug(&slugs(one))))
            .await;
        for hidden in there.iter().filter(|t| !t.is_for(&visitor)) {
            assert!(!page.text.contains(&hidden.mark), "{}", hidden.mark);
        }
    }
    let everything = site.visitor().open("/search?q=").await;
    for hidden in there.iter().filter(|t| !t.is_for(&visitor)) {
        assert!(!everything.text.contains(&hidden.mark), "{}", hidden.mark);
    }
}
