//! What the network knows of itself, kept beside its data: the server's key, whether it is a
//! demonstration, and what its administrators have decided.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::clock::{COPENHAGEN, to_local};
use crate::config::Config;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::settings;
use crate::tokens;
use crate::web::secret::ServerKey;
use crate::web::{Lang, Words};

/// What every page needs to know of the network: its own word where an administrator gave one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// A demonstration demands no second factor: its links are printed on the screen.
    pub demo: bool,
    pub name: Option<String>,
    /// The address people are told to write to.
    pub contact: Option<String>,
    pub banner: Banner,
    /// Nothing may be written.
    pub read_only: bool,
    /// The accent colour, `#rrggbb`, whose contrast was found good.
    pub accent: Option<String>,
    /// The hash of the network's own logo.
    pub logo: Option<String>,
    /// Changes whenever a vocabulary does.
    pub terms: String,
    pub library: Library,
}

/// What the network has decided about its library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Nothing is published but by an editor who neither owns it nor wrote it last.
    pub four_eyes: bool,
    /// Addresses that entries lead to are looked at, and what is dead is listed.
    pub dead_links: bool,
    stale_months: Option<u32>,
    due_months: Option<u32>,
}

impl Library {
    /// An entry that nobody has changed or looked at for so long says so.
    pub fn stale_months(&self) -> u32 {
        self.stale_months.unwrap_or(MONTHS)
    }

    /// How long after it was published, or found still true, an entry should be looked at again.
    pub fn due_months(&self) -> u32 {
        self.due_months.unwrap_or(MONTHS)
    }
}

/// A message over every page: in each language, from and until a wall-clock time in Copenhagen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Banner {
    pub text: Words,
    pub from: Option<NaiveDateTime>,
    pub until: Option<NaiveDateTime>,
}

impl Banner {
    /// What is to be said at a UTC instant, and in which language it is written.
    pub fn says(&self, lang: Lang, now: NaiveDateTime) -> Option<(Lang, &str)> {
        let local = to_local(now, COPENHAGEN);
        if self.from.is_some_and(|from| local < from) || self.until.is_some_and(|to| local >= to) {
            return None;
        }
        self.text.says(lang)
    }
}

/// The mark of a demonstration; its value is when it was filled.
pub const DEMO: &str = "demo";
pub const NAME: &str = "site.name";
pub const CONTACT: &str = "site.contact";
/// The message over every page, in each language.
pub const BANNERS: [(Lang, &str); Lang::ALL.len()] = [
    (Lang::Da, "site.banner.da"),
    (Lang::Sv, "site.banner.sv"),
    (Lang::Nb, "site.banner.nb"),
    (Lang::En, "site.banner.en"),
];
pub const BANNER_FROM: &str = "site.banner.from";
pub const BANNER_UNTIL: &str = "site.banner.until";
pub const READ_ONLY: &str = "site.read_only";
pub const ACCENT: &str = "site.accent";
pub const TERMS: &str = "site.terms";
/// Changes whenever the glossary does. Not among what every page reads: search asks for it.
pub const GLOSSARY: &str = "search.glossary";
pub const LOGO: &str = "site.logo";
pub const FOUR_EYES: &str = "library.four_eyes";
/// Months until a text is old, and until it is due, when nothing else is said.
pub const MONTHS: u32 = 12;
pub const STALE_MONTHS: &str = "library.stale_months";
pub const DUE_MONTHS: &str = "library.due_months";
pub const DEAD_LINKS: &str = "library.dead_links";
/// The logo itself, as base64: not among what every page reads.
pub const LOGO_PICTURE: &str = "site.logo.picture";

/// Beside `BANNERS`.
const OF_SITE: [&str; 13] = [
    DEMO,
    NAME,
    CONTACT,
    BANNER_FROM,
    BANNER_UNTIL,
    READ_ONLY,
    ACCENT,
    TERMS,
    LOGO,
    FOUR_EYES,
    STALE_MONTHS,
    DUE_MONTHS,
    DEAD_LINKS,
];

/// Wall-clock times are kept as date and time inputs send them.
pub const LOCAL: &str = "%Y-%m-%dT%H:%M";

/// One query.
pub fn site(c: &mut Conn) -> Result<Site> {
    let mut site = Site::default();
    let all = settings::table
        .filter(settings::key.eq_any(OF_SITE.into_iter().chain(BANNERS.map(|(_, key)| key))))
        .select((settings::key, settings::value))
        .load::<(String, String)>(c)?;
    let local = |value: &str| NaiveDateTime::parse_from_str(value, LOCAL).ok();
    for (key, value) in all {
        match key.as_str() {
            DEMO => site.demo = true,
            NAME => site.name = Some(value),
            CONTACT => site.contact = Some(value),
            BANNER_FROM => site.banner.from = local(&value),
            BANNER_UNTIL => site.banner.until = local(&value),
            READ_ONLY => site.read_only = value == "yes",
            ACCENT => site.accent = Some(value),
            TERMS => site.terms = value,
            LOGO => site.logo = Some(value),
            FOUR_EYES => site.library.four_eyes = value == "yes",
            DEAD_LINKS => site.library.dead_links = value == "yes",
            STALE_MONTHS => site.library.stale_months = value.parse().ok(),
            DUE_MONTHS => site.library.due_months = value.parse().ok(),
            other => {
                if let Some((lang, _)) = BANNERS.iter().find(|(_, key)| *key == other) {
                    site.banner.text.set(*lang, value);
                }
            }
        }
    }
    Ok(site)
}

/// The network's name where no page is made: in mails. Read anew before each mail is written (see
/// `mail`), so that all nodes say the same.
#[derive(Default)]
pub struct KnownName(RwLock<Option<String>>);

impl KnownName {
    pub fn refresh(&self, c: &mut Conn) -> Result<()> {
        let name = get(c, NAME)?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = name;
        Ok(())
    }

    /// The administrator's word, or the configuration's.
    pub fn or(&self, config: &Config) -> String {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.clone().unwrap_or_else(|| config.network_name.clone())
    }
}

/// Something made from the database, kept by this process until its stamp, a setting that changes
/// with it, does: what is needed often and hardly ever changes. Every node reads it anew then.
pub struct Stamped<T>(RwLock<(String, Arc<T>)>);

impl<T> Stamped<T> {
    /// `first` is how it is as long as there is no stamp.
    pub fn new(first: T) -> Stamped<T> {
        Stamped(RwLock::new((String::new(), Arc::new(first))))
    }

    /// As it is at a stamp, which was read before: made only when that is another.
    pub fn at(&self, stamp: &str, make: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
            if known.0 == stamp {
                return Ok(known.1.clone());
            }
        }
        let fresh = Arc::new(make()?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) =
            (stamp.to_string(), fresh.clone());
        Ok(fresh)
    }

    /// As last made.
    pub fn last(&self) -> Arc<T> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.1.clone()
    }
}

pub fn get(c: &mut Conn, key: &str) -> Result<Option<String>> {
    Ok(settings::table
        .find(key)
        .select(settings::value)
        .first(c)
        .optional()?)
}

pub fn set(c: &mut Conn, key: &str, value: &str) -> Result<()> {
    diesel::insert_into(settings::table)
        .values((settings::key.eq(key), settings::value.eq(value)))
        .on_conflict(settings::key)
        .do_update()
        .set(settings::value.eq(value))
        .execute(c)?;
    Ok(())
}

/// As `set`; an empty value takes the setting back, so that what is built in stands again.
/// Whether that changed anything.
pub fn put(c: &mut Conn, key: &str, value: &str) -> Result<bool> {
    let before = get(c, key)?.unwrap_or_default();
    if before == value {
        return Ok(false);
    }
    if value.is_empty() {
        diesel::delete(settings::table.find(key)).execute(c)?;
    } else {
        set(c, key, value)?;
    }
    Ok(true)
}

/// The secret that signs form tokens: made once, shared by all nodes of a network.
pub fn server_key(c: &mut Conn) -> Result<ServerKey> {
    if let Some(key) = get(c, "server_key")? {
        return Ok(ServerKey::new(&key));
    }
    let key = format!("{}{}", tokens::random()?, tokens::random()?);
    set(c, "server_key", &key)?;
    Ok(ServerKey::new(&key))
}
