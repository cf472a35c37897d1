//! Dead links: addresses elsewhere that entries lead to are looked at now and then, where the network
//! wants it, and what has been dead for days is shown to those who look after the entry.

mod asking;
pub mod pages;
mod queries;
pub mod views;
pub mod work;

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use openidconnect::url::Url;

use super::{Entry, Outline, Status, readable};
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::members::Member;
use crate::rights::{Act, may};
use crate::schema::links;
use crate::web::markdown;

/// How long what works is left alone.
const EVERY: Duration = Duration::days(30);
/// How long after a failure, and after another, it is looked at again.
const AGAIN: [Duration; 2] = [Duration::days(1), Duration::days(7)];
/// On how many days in a row a link has failed when it is called dead.
const DEAD: i64 = AGAIN.len() as i64 + 1;
/// Failures nearer to each other are one: a bad day accuses nobody.
const APART: Duration = Duration::hours(20);
/// How long a host is left alone between two questions.
const PAUSE: Duration = Duration::seconds(10);
/// The longest address that is looked at, in bytes.
const ADDRESS_MAX: usize = 2000;
/// Links of one entry that are looked at.
const LINKS_MAX: usize = 200;

/// What came of looking at a link. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Works,
    /// There, and too busy to answer: it is asked another day.
    Busy,
    /// There, and not for everybody: readers may be let in where we are not.
    Closed,
    /// Leads into a private network, or to an unusual port: not looked at.
    Inside,
    Gone,
    /// The other machine says that it is broken.
    Broken,
    Slow,
    NoSuchName,
    Unreachable,
    Certificate,
    /// Leads on and on, or to what is no address.
    Circles,
}

impl Outcome {
    const ALL: [Outcome; 11] = [
        Outcome::Works,
        Outcome::Busy,
        Outcome::Closed,
        Outcome::Inside,
        Outcome::Gone,
        Outcome::Broken,
        Outcome::Slow,
        Outcome::NoSuchName,
        Outcome::Unreachable,
        Outcome::Certificate,
        Outcome::Circles,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Outcome::Works => "works",
            Outcome::Busy => "busy",
            Outcome::Closed => "closed",
            Outcome::Inside => "inside",
            Outcome::Gone => "gone",
            Outcome::Broken => "broken",
            Outcome::Slow => "slow",
            Outcome::NoSuchName => "no-such-name",
            Outcome::Unreachable => "unreachable",
            Outcome::Certificate => "certificate",
            Outcome::Circles => "circles",
        }
    }

    pub fn named(name: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|o| o.name() == name)
    }

    /// Whether a reader who follows the link now gets nowhere.
    fn is_failure(self) -> bool {
        !matches!(
            self,
            Outcome::Works | Outcome::Busy | Outcome::Closed | Outcome::Inside
        )
    }
}

/// An address elsewhere, as it is stored.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = links)]
pub struct Link {
    pub id: String,
    pub address: String,
    pub host: String,
    pub due_at: NaiveDateTime,
    pub looked_at: Option<NaiveDateTime>,
    /// An outcome's name; empty until it is looked at.
    pub outcome: String,
    /// On how many days in a row it failed.
    pub failures: i64,
    pub failed_since: Option<NaiveDateTime>,
    /// When the last of them was counted.
    pub counted_at: Option<NaiveDateTime>,
}

/// What a link is after it was looked at.
fn settled(mut link: Link, outcome: Outcome, now: NaiveDateTime) -> Link {
    link.looked_at = Some(now);
    link.outcome = outcome.name().to_string();
    if outcome == Outcome::Busy {
        link.due_at = now + AGAIN[0];
        return link;
    }
    if !outcome.is_failure() {
        (link.failures, link.failed_since, link.counted_at) = (0, None, None);
        link.due_at = now + EVERY;
        return link;
    }
    link.failed_since = link.failed_since.or(Some(now));
    if link.counted_at.is_none_or(|at| now >= at + APART) {
        link.failures += 1;
        link.counted_at = Some(now);
    }
    let tried = usize::try_from(link.failures - 1).unwrap_or_default();
    link.due_at = now + AGAIN.get(tried).copied().unwrap_or(EVERY);
    link
}

/// Whether an address is one to look at: of the web, at its usual port, without a password.
fn may_ask(url: &Url) -> bool {
    let usual = match url.scheme() {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    };
    usual.is_some()
        && url.port_or_known_default() == usual
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
}

/// The addresses elsewhere that an entry leads to: from its text, its facts and its list of links.
/// `own` is this network's own origin, which needs no looking at.
fn addresses(entry: &Entry, own: &str) -> BTreeSet<String> {
    let facts = entry.facts();
    let listed = facts.links.iter().map(|l| l.address.clone());
    let video = facts.video.iter().map(|v| v.address.clone());
    markdown::links(&entry.body)
        .into_iter()
        .chain(markdown::links(&facts.texts()))
        .chain(listed)
        .chain(video)
        .filter_map(|typed| Url::parse(&typed).ok())
        .filter(|url| may_ask(url) && url.origin().ascii_serialization() != own)
        .map(|mut url| {
            url.set_fragment(None);
            String::from(url)
        })
        .filter(|address| address.len() <= ADDRESS_MAX)
        .take(LINKS_MAX)
        .collect()
}

/// A dead link of an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Dead {
    pub entry: Outline,
    pub link: Link,
}

/// The dead links of an entry, for who may write in it.
pub fn of_entry(c: &mut Conn, who: Option<&Member>, entry: &Entry) -> Result<Vec<Link>> {
    let theirs = may(who, Act::EditEntry(entry.rights()));
    if theirs && entry.status()? == Status::Published {
        queries::dead_of(c, &entry.id)
    } else {
        Ok(Vec::new())
    }
}

/// The entry and its link, for who may write in it. Otherwise as if there were none.
fn tended(c: &mut Conn, who: &Member, slug: &str, link: &str) -> Result<(Entry, Link)> {
    let entry = readable(c, Some(who), slug)?;
    if !may(Some(who), Act::EditEntry(entry.rights())) {
        return Err(Error::Forbidden);
    }
    let link = queries::link_of(c, &entry.id, link)?;
    Ok((entry, link))
}

/// Looks at a link once more, in its host's turn.
pub fn look_again(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    link: &str,
) -> Result<()> {
    let (_, link) = tended(c, who, slug, link)?;
    queries::set_due(c, &link.id, now)?;
    enqueue(c, &link.host, now)
}

/// Whoever looks after an entry wants no word of this link of it any more.
pub fn ignore(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    link: &str,
) -> Result<()> {
    let (entry, link) = tended(c, who, slug, link)?;
    queries::set_ignored(c, &entry.id, &link.id)?;
    audit::record(c, now, Some(&who.id), "ignore-link", "entry", &entry.id)
}

/// One question to a host at a time, however many ask for it.
fn enqueue(c: &mut Conn, host: &str, at: NaiveDateTime) -> Result<()> {
    let job = Job::LookAtLink {
        host: host.to_string(),
    };
    jobs::enqueue(c, &job, at, Some(&format!("links:{host}")))
}

/// Takes what is known of an entry's links away with it.
pub fn erase(c: &mut Conn, entry_id: &str) -> Result<()> {
    queries::forget(c, entry_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn hour(n: i64) -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        day.and_time(chrono::NaiveTime::MIN) + Duration::hours(n)
    }

    fn fresh() -> Link {
        Link {
            id: "l".to_string(),
            address: "https://a.example/".to_string(),
            host: "a.example".to_string(),
            due_at: hour(0),
            looked_at: None,
            outcome: String::new(),
            failures: 0,
            failed_since: None,
            counted_at: None,
        }
    }

    #[test]
    fn a_link_is_dead_after_failures_on_three_days() {
        let mut link = fresh();
        for (n, wait) in [(1, 1), (2, 7), (3, 30), (4, 30)] {
            let at = link.due_at;
            link = settled(link, Outcome::Gone, at);
            assert_eq!((link.failures, link.due_at), (n, at + Duration::days(wait)));
            assert_eq!(link.failed_since, Some(hour(0)));
        }
        link = settled(link, Outcome::Works, hour(2000));
        assert_eq!((link.failures, link.failed_since), (0, None));
        assert_eq!(link.due_at, hour(2000) + Duration::days(30));
    }

    #[test]
    fn each_outcome_has_its_name() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::named(outcome.name()), Some(outcome));
        }
    }

    #[test]
    fn only_the_web_at_its_usual_ports_is_asked() {
        for (address, asked) in [
            ("https://a.example/x?y#z", true),
            ("http://a.example:80/", true),
            ("https://a.example:8443/", false),
            ("http://a.example:443/", false),
            ("http://a.example:22/", false),
            ("ftp://a.example/", false),
            ("mailto:a@a.example", false),
            ("file:///etc/passwd", false),
            ("https://u:p@a.example/", false),
            ("https://u@a.example/", false),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(may_ask(&url), asked, "{address}");
        }
    }

    proptest! {
        /// However often somebody looks on one day, it is one failure.
        #[test]
        fn a_bad_day_accuses_nobody(hours in prop::collection::vec(0i64..20, 1..30)) {
            let mut hours = hours;
            hours.sort_unstable();
            let first = hours[0];
            let mut link = fresh();
            for h in hours {
                link = settled(link, Outcome::Slow, hour(h));
                prop_assert_eq!(link.failures, 1);
                prop_assert_eq!(link.failed_since, Some(hour(first)));
            }
        }

        /// A busy host neither accuses nor acquits.
        #[test]
        fn busy_changes_no_judgement(failures in 0i64..5) {
            let link = Link { failures, ..fresh() };
            prop_assert_eq!(settled(link, Outcome::Busy, hour(9)).failures, failures);
        }
    }
}
