//! What people tell of themselves, who may see each part of it, and finding somebody who can help.

pub mod pages;
pub mod photo;
mod queries;
mod views;

use std::collections::BTreeMap;

use crate::db::Conn;
use crate::error::Result;
use crate::web::lang::Lang;
use crate::web::{FormData, Problems};

pub use photo::Photo;
pub use queries::{Called, Profile, all_called, of_ids, of_organisations};

/// Where a photo is sent; the one form that may be larger than others.
pub const PHOTO_ADDRESS: &str = "/me/photo";

/// Languages a person may say they speak, by the codes of ISO 639-1: two letters each, which finding
/// them relies on.
pub const SPOKEN: [&str; 11] = [
    "da", "sv", "nb", "nn", "en", "fi", "is", "fo", "kl", "se", "de",
];

/// A part of a profile somebody else may or may not see.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    Name,
    Photo,
    Title,
    Organisation,
    Help,
    Speaks,
    Email,
    Phone,
}

impl Field {
    pub const ALL: [Field; 8] = [
        Field::Name,
        Field::Photo,
        Field::Title,
        Field::Organisation,
        Field::Help,
        Field::Speaks,
        Field::Email,
        Field::Phone,
    ];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Photo => "photo",
            Field::Title => "title",
            Field::Organisation => "organisation",
            Field::Help => "help",
            Field::Speaks => "speaks",
            Field::Email => "email",
            Field::Phone => "phone",
        }
    }

    /// What a person may choose. A name and whom somebody belongs to are known in the network; an
    /// address is never shown to visitors, who may be collecting them.
    pub fn choices(self) -> &'static [Visibility] {
        use Visibility::{Hidden, Network, Public};
        match self {
            Field::Name | Field::Organisation => &[Network, Public],
            Field::Email => &[Network, Hidden],
            _ => &[Network, Public, Hidden],
        }
    }

    /// Until the person has chosen: the network sees it, nobody else. A phone number is theirs to
    /// show.
    fn default(self) -> Visibility {
        match self {
            Field::Phone => Visibility::Hidden,
            _ => Visibility::Network,
        }
    }
}

/// Who sees a part of a profile. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Visibility {
    Public,
    Network,
    Hidden,
}

impl Visibility {
    pub const ALL: [Visibility; 3] = [Visibility::Public, Visibility::Network, Visibility::Hidden];

    pub fn name(self) -> &'static str {
        match self {
            Visibility::Public => "public",
            Visibility::Network => "network",
            Visibility::Hidden => "hidden",
        }
    }

    pub fn named(name: &str) -> Option<Visibility> {
        Visibility::ALL.into_iter().find(|v| v.name() == name)
    }
}

/// Who sees what of one person: what they chose, and the default for the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sees(BTreeMap<String, String>);

impl Sees {
    /// Reads what is stored. What cannot be read hides nothing that was shown and shows nothing that
    /// was not: the defaults stand.
    pub fn read(stored: &str) -> Sees {
        Sees(serde_json::from_str(stored).unwrap_or_default())
    }

    /// As stored: JSON without blanks, in the order of the names, so that queries can look into it.
    pub fn stored(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_else(|_| "{}".to_string())
    }

    pub fn of(&self, field: Field) -> Visibility {
        self.0
            .get(field.name())
            .and_then(|v| Visibility::named(v))
            .filter(|v| field.choices().contains(v))
            .unwrap_or(field.default())
    }

    /// Whether anything is for everybody to see.
    pub fn any_public(&self) -> bool {
        Field::ALL
            .iter()
            .any(|field| self.of(*field) == Visibility::Public)
    }

    pub fn set(&mut self, field: Field, visibility: Visibility) {
        self.0
            .insert(field.name().to_string(), visibility.name().to_string());
    }
}

/// Who looks at a profile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Viewer {
    Visitor,
    Network,
}

impl Viewer {
    pub fn may_see(self, sees: &Sees, field: Field) -> bool {
        let widest = match self {
            Viewer::Visitor => Visibility::Public,
            Viewer::Network => Visibility::Network,
        };
        // Somebody whose name is not shown is not there at all.
        sees.of(field) <= widest && sees.of(Field::Name) <= widest
    }
}

impl Called {
    /// Whether `viewer` may know the name.
    pub fn is_for(&self, viewer: Viewer) -> bool {
        viewer.may_see(&Sees::read(&self.visibility), Field::Name)
    }
}

impl Profile {
    /// The profile with only what `viewer` may see; none when they may not even see the name.
    pub fn shown_to(mut self, viewer: Viewer) -> Option<Profile> {
        let sees = Sees::read(&self.visibility);
        let may = |field| viewer.may_see(&sees, field);
        if !may(Field::Name) {
            return None;
        }
        if !may(Field::Title) {
            self.title.clear();
        }
        if !may(Field::Organisation) {
            self.organisation_id = None;
            self.organisation = None;
        }
        if !may(Field::Help) {
            self.help.clear();
        }
        if !may(Field::Speaks) {
            self.speaks.clear();
        }
        if !may(Field::Email) {
            self.email.clear();
        }
        if !may(Field::Phone) {
            self.phone.clear();
        }
        if !may(Field::Photo) {
            self.photo = None;
        }
        Some(self)
    }

    pub fn speaks(&self) -> impl Iterator<Item = &str> {
        self.speaks.split_whitespace()
    }
}

/// What somebody says of themselves. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProfile {
    pub name: String,
    pub title: String,
    pub phone: String,
    /// What they can help with.
    pub help: String,
    /// Of `SPOKEN`, in that order.
    pub speaks: Vec<&'static str>,
    pub sees: Sees,
    /// Of the interface.
    pub lang: Lang,
}

/// The name of the form field that says who sees `field`.
fn sees_name(field: Field) -> String {
    format!("sees_{}", field.name())
}

impl NewProfile {
    /// `before` stands where the form does not say who sees something.
    pub fn parse(form: &FormData, before: &Sees) -> std::result::Result<NewProfile, Problems> {
        let mut problems = Problems::default();
        let name = problems.line(form, "name", 100);
        let title = problems.optional_line(form, "title", 150);
        let phone = problems.optional_line(form, "phone", 30);
        if !is_phone(&phone) {
            problems.add("phone", "profile-phone-bad");
        }
        let help = problems.optional_block(form, "help", 1000);
        if form.all("speaks").any(|code| !SPOKEN.contains(&code)) {
            problems.add("speaks", "invalid-choice");
        }
        let mut sees = before.clone();
        for field in Field::ALL {
            let sent = form.get(&sees_name(field));
            match Visibility::named(sent).filter(|v| field.choices().contains(v)) {
                Some(visibility) => sees.set(field, visibility),
                None if sent.is_empty() => {}
                None => problems.add(&sees_name(field), "invalid-choice"),
            }
        }
        let lang = Lang::named(form.get("lang"));
        if lang.is_none() {
            problems.add("lang", "invalid-choice");
        }
        let speaks = SPOKEN
            .into_iter()
            .filter(|code| form.all("speaks").any(|sent| sent == *code))
            .collect();
        problems.or(NewProfile {
            name,
            title,
            phone,
            help,
            speaks,
            sees,
            lang: lang.unwrap_or_default(),
        })
    }
}

/// Nothing, or digits as people group them.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')'));
    text.is_empty() || (plain && digits >= 3)
}

/// Writes what a person says of themselves, and keeps what they are found by in step.
pub fn change(c: &mut Conn, person_id: &str, new: &NewProfile) -> Result<()> {
    queries::update(c, person_id, new)?;
    super::queries::touch(c, person_id)?;
    super::refold(c, person_id)
}

/// Whom somebody looks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// Folded; all must occur.
    pub words: Vec<String>,
    pub organisation_id: Option<String>,
    /// One of `SPOKEN`.
    pub speaks: Option<&'static str>,
}

/// More words than this find nobody else.
const WORDS: usize = 8;

impl Search {
    pub fn parse(text: &str, organisation: &str, speaks: &str) -> Search {
        let clean = crate::text::line(text, 200).unwrap_or_default();
        Search {
            words: super::words(&clean).take(WORDS).collect(),
            organisation_id: (!organisation.is_empty()).then(|| organisation.to_string()),
            speaks: SPOKEN.into_iter().find(|code| *code == speaks),
        }
    }

    /// Whether a profile is meant, going by what is left in it to see.
    fn finds(&self, profile: &Profile) -> bool {
        let mut said = super::folded(&profile.name, &profile.title, &profile.help);
        if let Some(organisation) = &profile.organisation {
            said.push(' ');
            said.push_str(&crate::text::fold(organisation));
        }
        self.words.iter().all(|word| said.contains(word))
            && (self.organisation_id.is_none() || self.organisation_id == profile.organisation_id)
            && self
                .speaks
                .is_none_or(|code| profile.speaks().any(|s| s == code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_or_may_not_be_chosen_falls_back_to_the_default() {
        for stored in [
            "",
            "nonsense",
            "[]",
            r#"{"email":"public","name":"hidden"}"#,
        ] {
            let sees = Sees::read(stored);
            assert_eq!(sees.of(Field::Email), Visibility::Network, "{stored}");
            assert_eq!(sees.of(Field::Name), Visibility::Network, "{stored}");
        }
    }

    #[test]
    fn a_visitor_sees_nothing_of_somebody_whose_name_is_for_the_network() {
        let mut sees = Sees::default();
        sees.set(Field::Title, Visibility::Public);
        assert!(!Viewer::Visitor.may_see(&sees, Field::Title));
        sees.set(Field::Name, Visibility::Public);
        assert!(Viewer::Visitor.may_see(&sees, Field::Title));
        assert!(!Viewer::Visitor.may_see(&sees, Field::Help));
        assert!(Viewer::Network.may_see(&sees, Field::Help));
        assert!(!Viewer::Network.may_see(&sees, Field::Phone));
    }

    #[test]
    fn a_phone_number_is_digits() {
        for good in ["", "54 73 15 00", "+45 54731500", "112"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["ring", "12", "javascript:1", "tel;1234"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
