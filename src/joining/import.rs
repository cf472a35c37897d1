//! A list of people, as a spreadsheet copies it: read, looked at line by line, and only then done.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::queries;
use crate::app::App;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::members::{self, NewPerson, Role};
use crate::organisations::inviting::{self, NewAsked};
use crate::text::{self, Refused};
use crate::tokens;
use crate::web::Lang;

/// Lines with people on them, at most.
pub const MAX_LINES: usize = 2000;

/// A row of cells, and the line of the text it begins on, from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub line: usize,
    pub cells: Vec<String>,
}

/// Rows of a table in text: cells between `delimiter`; a cell in quotation marks may hold delimiters,
/// line breaks and, doubled, quotation marks. Whatever the text, it is read as something.
pub fn rows(text: &str, delimiter: char) -> Vec<Row> {
    let mut all = Vec::new();
    let mut row = Row {
        line: 1,
        cells: Vec::new(),
    };
    let mut cell = String::new();
    let (mut line, mut quoted) = (1, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            c if c == delimiter && !quoted => row.cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                line += 1;
                row.cells.push(std::mem::take(&mut cell));
                let next = Row {
                    line,
                    cells: Vec::new(),
                };
                all.push(std::mem::replace(&mut row, next));
            }
            c => {
                if c == '\n' {
                    line += 1;
                }
                cell.push(c);
            }
        }
    }
    if !cell.is_empty() || !row.cells.is_empty() {
        row.cells.push(cell);
        all.push(row);
    }
    all
}

/// Tabs when a spreadsheet copied it, else semicolons as Excel saves in the north, else commas.
pub fn delimiter(text: &str) -> char {
    let head = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    ['\t', ';']
        .into_iter()
        .find(|d| head.contains(*d))
        .unwrap_or(',')
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Name,
    FirstName,
    LastName,
    Email,
    Title,
    Organisation,
    Roles,
    Lang,
}

/// What columns are called, folded.
#[rustfmt::skip]
const HEADS: &[(Column, &[&str])] = &[
    (Column::Name, &["name", "navn", "namn", "fulde navn", "fullt navn", "fullstaendigt namn", "full name"]),
    (Column::FirstName, &["fornavn", "foernamn", "first name"]),
    (Column::LastName, &["efternavn", "efternamn", "etternavn", "last name", "surname"]),
    (Column::Email, &["email", "e-mail", "mail", "mailadresse", "e-mailadresse", "emailadresse", "epost", "e-post", "e-postadress", "e-postadresse", "epostadresse", "mejl", "mejladress", "mailadress", "email address"]),
    (Column::Title, &["title", "titel", "stilling", "stillingsbetegnelse", "stillingstittel", "tittel", "befattning", "yrkestitel", "tjaenst"]),
    (Column::Organisation, &["organisation", "organization", "organisasjon", "kommune", "kommun", "arbejdsplads", "arbetsplats", "arbeidsplass", "foerening", "arbetsgivare"]),
    (Column::Roles, &["roles", "role", "roller", "rolle", "roll"]),
    (Column::Lang, &["language", "sprog", "spraak", "lang"]),
];

fn column(head: &str) -> Option<Column> {
    let head = text::fold(head.trim().trim_start_matches('\u{FEFF}'));
    HEADS
        .iter()
        .find(|(_, names)| names.contains(&head.trim()))
        .map(|(column, _)| *column)
}

/// Why a list cannot be read at all. Each is a message key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unreadable {
    Empty,
    NoHeader,
    TooLong,
    /// More than an organisation may ask in a day.
    TooManyToAsk,
}

impl Unreadable {
    pub fn key(self) -> &'static str {
        match self {
            Unreadable::Empty => "joining-import-empty",
            Unreadable::NoHeader => "joining-import-no-header",
            Unreadable::TooLong => "joining-import-too-long",
            Unreadable::TooManyToAsk => "joining-import-too-many-to-ask",
        }
    }
}

/// A person as the list has them, cells as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    pub line: usize,
    pub name: String,
    pub email: String,
    pub title: String,
    pub organisation: String,
    pub roles: String,
    pub lang: String,
}

/// The people on a list. The first line that is not empty names the columns; at least one is the
/// address and one the name.
pub fn read(list: &str) -> std::result::Result<Vec<Listed>, Unreadable> {
    let mut rows = rows(list, delimiter(list))
        .into_iter()
        .filter(|r| r.cells.iter().any(|c| !c.trim().is_empty()));
    let head = rows.next().ok_or(Unreadable::Empty)?;
    let columns: Vec<Option<Column>> = head.cells.iter().map(|c| column(c)).collect();
    let named = |any: &[Column]| columns.iter().flatten().any(|c| any.contains(c));
    if !named(&[Column::Email]) || !named(&[Column::Name, Column::FirstName]) {
        return Err(Unreadable::NoHeader);
    }
    let people: Vec<Listed> = rows.map(|row| listed(row, &columns)).collect();
    match people.len() {
        0 => Err(Unreadable::Empty),
        n if n > MAX_LINES => Err(Unreadable::TooLong),
        _ => Ok(people),
    }
}

fn listed(row: Row, columns: &[Option<Column>]) -> Listed {
    let mut person = Listed {
        line: row.line,
        ..Listed::default()
    };
    let mut last = String::new();
    for (column, cell) in columns.iter().zip(row.cells) {
        match column {
            Some(Column::Name | Column::FirstName) => person.name = cell,
            Some(Column::LastName) => last = cell,
            Some(Column::Email) => person.email = cell,
            Some(Column::Title) => person.title = cell,
            Some(Column::Organisation) => person.organisation = cell,
            Some(Column::Roles) => person.roles = cell,
            Some(Column::Lang) => person.lang = cell,
            None => {}
        }
    }
    if !last.trim().is_empty() {
        person.name = format!("{} {}", person.name.trim(), last.trim());
    }
    person
}

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    New,
    /// They are asked in by mail, and say yes or no themselves, whoever has the address.
    Asked,
    /// Somebody has the address. Nothing is done.
    Known,
    /// Somebody of another organisation has it: moving is not for a list. Nothing is done.
    KnownElsewhere,
    Wrong(Wrong),
}

/// What is wrong with a line. Each is a message key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Name,
    Address,
    Cpr,
    TooLong,
    /// The address stands on this earlier line, too.
    Twice(usize),
    Organisation,
    OrganisationNotYours,
    Role,
    RoleNotHere,
    Lang,
}

impl Wrong {
    pub fn key(self) -> &'static str {
        match self {
            Wrong::Name => "joining-line-no-name",
            Wrong::Address => "joining-line-address",
            Wrong::Cpr => "joining-line-cpr",
            Wrong::TooLong => "joining-line-too-long",
            Wrong::Twice(_) => "joining-line-twice",
            Wrong::Organisation => "joining-line-organisation",
            Wrong::OrganisationNotYours => "joining-line-organisation-not-yours",
            Wrong::Role => "joining-line-role",
            Wrong::RoleNotHere => "joining-line-role-not-here",
            Wrong::Lang => "joining-line-lang",
        }
    }
}

/// A line, what becomes of it, and the person it makes.
#[derive(Clone, Debug)]
pub struct Planned {
    pub listed: Listed,
    pub outcome: Outcome,
    pub person: Option<NewPerson>,
}

/// What a list would do.
#[derive(Debug)]
pub struct Plan {
    pub lines: Vec<Planned>,
    /// Names what was shown: the same list and the same people give the same.
    pub mark: String,
}

impl Plan {
    pub fn count(&self, is: impl Fn(&Outcome) -> bool) -> usize {
        self.lines.iter().filter(|l| is(&l.outcome)).count()
    }

    pub fn wrong(&self) -> usize {
        self.count(|o| matches!(o, Outcome::Wrong(_)))
    }

    /// Lines something is done about.
    pub fn new_people(&self) -> usize {
        self.count(|o| matches!(o, Outcome::New | Outcome::Asked))
    }
}

/// Who imports: everything, or members of their own organisation alone.
#[derive(Clone, Debug)]
pub enum Into {
    Network,
    Organisation(String),
}

impl Into {
    /// Whether a list of so many people is too long for who imports it.
    pub fn refuses(&self, people: usize) -> Option<Unreadable> {
        let asks = matches!(self, Into::Organisation(_));
        (asks && people as i64 > inviting::A_DAY).then_some(Unreadable::TooManyToAsk)
    }
}

/// What the list would do as things stand: three queries, however long it is. Who imports into their
/// organisation alone learns of no account but its own people's.
pub fn plan(c: &mut Conn, people: Vec<Listed>, into: &Into) -> Result<Plan> {
    let organisations = organisations(c)?;
    let addresses: Vec<String> = people
        .iter()
        .filter_map(|p| text::email(&p.email))
        .collect();
    let known: HashMap<String, Option<String>> = queries::known_addresses(c, &addresses)?
        .into_iter()
        .map(|(email, _, organisation)| (email, organisation))
        .filter(|(_, organisation)| match into {
            Into::Network => true,
            Into::Organisation(own) => organisation.as_ref() == Some(own),
        })
        .collect();
    let unknown = match into {
        Into::Network => Outcome::New,
        Into::Organisation(_) => Outcome::Asked,
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut lines = Vec::with_capacity(people.len());
    for listed in people {
        let made =
            person(&listed, &organisations, into).and_then(|new| match seen.get(&new.email) {
                Some(line) => Err(Wrong::Twice(*line)),
                None => {
                    seen.insert(new.email.clone(), listed.line);
                    Ok(new)
                }
            });
        let (outcome, person) = match made {
            Err(wrong) => (Outcome::Wrong(wrong), None),
            Ok(new) => match known.get(&new.email) {
                None => (unknown.clone(), Some(new)),
                Some(now) if new.organisation_id.is_some() && *now != new.organisation_id => {
                    (Outcome::KnownElsewhere, None)
                }
                Some(_) => (Outcome::Known, None),
            },
        };
        lines.push(Planned {
            listed,
            outcome,
            person,
        });
    }
    let mark = tokens::hash(&format!("{lines:?}"));
    Ok(Plan { lines, mark })
}

/// Ids by folded name, and by the name without "kommune" where that is still one organisation.
fn organisations(c: &mut Conn) -> Result<HashMap<String, String>> {
    let all = members::organisations(c)?;
    let mut short: HashMap<String, Vec<&str>> = HashMap::new();
    for o in &all {
        let name = text::fold(&o.name);
        for end in [" kommune", "s kommun", " kommun"] {
            if let Some(place) = name.strip_suffix(end) {
                short.entry(place.to_string()).or_default().push(&o.id);
                break;
            }
        }
    }
    let mut by_name: HashMap<String, String> = short
        .into_iter()
        .filter(|(_, ids)| ids.len() == 1)
        .map(|(name, ids)| (name, ids[0].to_string()))
        .collect();
    by_name.extend(all.iter().map(|o| (text::fold(&o.name), o.id.clone())));
    Ok(by_name)
}

fn person(
    listed: &Listed,
    organisations: &HashMap<String, String>,
    into: &Into,
) -> std::result::Result<NewPerson, Wrong> {
    let line = |raw: &str, max| {
        text::line(raw, max).map_err(|refused| match refused {
            Refused::Cpr => Wrong::Cpr,
            Refused::TooLong(_) => Wrong::TooLong,
            Refused::Missing => Wrong::Name,
        })
    };
    // Every cell is looked at, also those that are only looked up.
    line(&listed.email, 1000)?;
    line(&listed.roles, 1000)?;
    line(&listed.lang, 100)?;
    let name = line(&listed.name, 100)?;
    if name.is_empty() {
        return Err(Wrong::Name);
    }
    let email = text::email(&listed.email).ok_or(Wrong::Address)?;
    let title = line(&listed.title, 150)?;
    let named = line(&listed.organisation, 150)?;
    let mut organisation_id = match named.as_str() {
        "" => None,
        named => Some(
            organisations
                .get(&text::fold(named))
                .cloned()
                .ok_or(Wrong::Organisation)?,
        ),
    };
    let mut roles = vec![Role::Member];
    for word in listed.roles.split([',', ';', '/', '\n']) {
        if let Some(role) = role(word)? {
            roles.push(role);
        }
    }
    match into {
        Into::Network => {}
        Into::Organisation(own) => {
            if organisation_id.as_ref().is_some_and(|id| id != own) {
                return Err(Wrong::OrganisationNotYours);
            }
            organisation_id = Some(own.clone());
            if roles.len() > 1 {
                return Err(Wrong::RoleNotHere);
            }
        }
    }
    Ok(NewPerson {
        name,
        email,
        title,
        lang: language(&listed.lang)?,
        organisation_id,
        roles,
        represents: Vec::new(),
    })
}

/// A role by its stored name or its name in any language of the interface. Who administers is
/// decided one by one, never by a list.
fn role(word: &str) -> std::result::Result<Option<Role>, Wrong> {
    let word = text::fold(word.trim());
    if word.is_empty() {
        return Ok(None);
    }
    let called = |role: &Role| {
        word == role.name()
            || Lang::ALL
                .iter()
                .any(|l| text::fold(&l.t(&format!("role-{}", role.name()))) == word)
    };
    match Role::ALL.into_iter().find(called) {
        None => Err(Wrong::Role),
        Some(Role::Administrator | Role::OrganisationAdministrator) => Err(Wrong::RoleNotHere),
        Some(Role::Member) => Ok(None),
        Some(role) => Ok(Some(role)),
    }
}

fn language(word: &str) -> std::result::Result<Lang, Wrong> {
    match text::fold(word.trim()).as_str() {
        "" | "da" | "dk" | "dansk" | "danska" | "danish" => Ok(Lang::Da),
        "sv" | "se" | "svensk" | "svenska" | "swedish" => Ok(Lang::Sv),
        "nb" | "no" | "nn" | "norsk" | "norska" | "norwegian" => Ok(Lang::Nb),
        "en" | "gb" | "engelsk" | "engelska" | "english" => Ok(Lang::En),
        _ => Err(Wrong::Lang),
    }
}

/// What the person who imports chose.
pub struct Choice {
    /// The mark of the plan they saw.
    pub seen: String,
    /// Do it without the lines that are wrong.
    pub leave_out: bool,
    /// Mail everybody new an invitation.
    pub invite: bool,
}

/// Does what was shown, all of it or nothing; how many people were added, or asked. `Conflict` when it
/// would not be what was shown, or lines are wrong and nobody chose to leave them out.
pub fn carry_out(
    c: &mut Conn,
    app: &App,
    now: NaiveDateTime,
    people: Vec<Listed>,
    into: &Into,
    choice: &Choice,
    by: &str,
) -> Result<usize> {
    let plan = plan(c, people, into)?;
    if plan.mark != choice.seen || (plan.wrong() > 0 && !choice.leave_out) {
        return Err(Error::Conflict);
    }
    let people = plan.lines.into_iter().filter_map(|line| line.person);
    if let Into::Organisation(own) = into {
        let mut asked = 0;
        for new in people {
            let new = NewAsked {
                name: new.name,
                email: new.email,
                title: new.title,
                lang: new.lang,
            };
            inviting::ask(c, app, now, by, own, &new)?;
            asked += 1;
        }
        return Ok(asked);
    }
    let mut added = 0;
    for new in people {
        let id = members::add_person(c, now, &new)?;
        audit::record(c, now, Some(by), "import", "person", &id)?;
        added += 1;
    }
    if choice.invite && added > 0 {
        let by = by.to_string();
        jobs::enqueue(c, &Job::InviteAdded { at: now, by }, now, None)?;
    }
    Ok(added)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table as text, every cell in quotation marks.
    fn write(rows: &[Vec<String>], delimiter: char) -> String {
        let mut out = String::new();
        for row in rows {
            for (i, cell) in row.iter().enumerate() {
                if i > 0 {
                    out.push(delimiter);
                }
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            }
            out.push_str("\r\n");
        }
        out
    }

    #[test]
    fn columns_are_known_by_their_names_in_three_languages() {
        for head in [
            "Navn\tMail\tStilling\tOrganisation\tRoller\tSprog",
            "namn;e-post;befattning;kommun;roll;språk",
            "\u{FEFF}Name,E-mail,Title,Organization,Roles,Language",
        ] {
            let delimiter = delimiter(head);
            let cells = ["Bo", "bo@x.dk", "Chef", "Roskilde", "Redaktør", "da"];
            let list = format!("{head}\n{}\n", cells.join(&delimiter.to_string()));
            let people = read(&list).unwrap();
            assert_eq!(people.len(), 1, "{head}");
            let bo = &people[0];
            assert_eq!(
                (bo.line, bo.name.as_str(), bo.email.as_str()),
                (2, "Bo", "bo@x.dk")
            );
            assert_eq!((bo.title.as_str(), bo.lang.as_str()), ("Chef", "da"));
            assert_eq!(role(&bo.roles), Ok(Some(Role::Editor)));
        }
        assert_eq!(read("Bo;bo@x.dk\n"), Err(Unreadable::NoHeader));
        assert_eq!(read("\n \n"), Err(Unreadable::Empty));
        assert_eq!(read("navn;mail\n"), Err(Unreadable::Empty));
        let many = format!("navn;mail\n{}", "a;b\n".repeat(MAX_LINES + 1));
        assert_eq!(read(&many), Err(Unreadable::TooLong));
    }

    #[test]
    fn a_cell_in_quotation_marks_may_hold_anything_and_lines_keep_their_numbers() {
        let people =
            read("Fornavn;Efternavn;Mail\n\"Bo;\nB\";\"\"\"Lund\"\"\";bo@x.dk\n\nEva;;eva@x.dk")
                .unwrap();
        assert_eq!(people[0].name, "Bo;\nB \"Lund\"");
        assert_eq!((people[1].line, people[1].name.as_str()), (5, "Eva"));
    }

    #[test]
    fn nobody_becomes_an_administrator_by_a_list() {
        assert_eq!(role("Administrator"), Err(Wrong::RoleNotHere));
        assert_eq!(role("organisation-administrator"), Err(Wrong::RoleNotHere));
        assert_eq!(role("konge"), Err(Wrong::Role));
        assert_eq!(role(" medlem "), Ok(None));
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_is_read_without_a_panic(list in ".{0,400}", rest in "[\"\t;,\r\na@]{0,200}") {
            let _ = read(&list);
            let _ = read(&format!("navn;mail\n{rest}{list}"));
            for delimiter in ['\t', ';', ','] {
                let _ = rows(&format!("{list}{rest}"), delimiter);
            }
        }

        #[test]
        fn what_is_written_is_read_back(
            table in prop::collection::vec(
                prop::collection::vec("[a-zæøå\"\t;,\r\n ]{0,12}", 1..5), 0..6),
            delimiter in prop::sample::select(vec!['\t', ';', ',']),
        ) {
            let read: Vec<Vec<String>> = rows(&write(&table, delimiter), delimiter)
                .into_iter()
                .map(|r| r.cells)
                .collect();
            prop_assert_eq!(read, table);
        }
    }
}
