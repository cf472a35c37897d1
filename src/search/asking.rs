//! Filters as people write and click them: their names and values in every language of the interface.

use super::analysis::{Language, stem, words};
use super::cut;
use super::filters::{Filters, TO, years};
use super::grammar::{self, Operator, Piece};
use super::naming::{named, value_label};
use super::notes::Note;
use crate::library::Kind;
use crate::library::terms::{Terms, Vocabulary};
use crate::places;
use crate::text::{self, fold};
use crate::web::Lang;
use crate::web::lang::CONTENT_LANGUAGES;

/// Longest value of a filter, in characters.
const LONGEST_VALUE: usize = 100;
/// Commas in a value after which no word beside it is looked at.
const MOST_BESIDE: usize = 4;
/// Words after a filter that may go on its value: `det specialiserede socialområde`.
const LONGEST_NAME: usize = 4;
/// Most that is said of one question.
const MOST_NOTES: usize = 5;

/// A question as it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// What is looked for, without the filters.
    pub text: String,
    /// The same with the filters that were not understood, to be mended.
    pub shown: String,
    pub filters: Filters,
    pub notes: Vec<Note>,
}

impl Understood {
    /// Says something of the question, once.
    fn note(&mut self, note: Note) {
        if self.notes.contains(&note) {
            return;
        }
        self.notes.push(note);
        if self.notes.len() > MOST_NOTES {
            // What is only good to know goes first: no error is left unsaid for it.
            let least = self.notes.iter().rposition(|n| !n.is_error());
            self.notes.remove(least.unwrap_or(MOST_NOTES));
        }
    }

    /// Chooses what a value means; false, with a note, where it means nothing.
    fn choose(&mut self, filter: &'static str, meant: Result<Vec<String>, Note>) -> bool {
        match meant {
            Ok(values) => {
                for value in values {
                    self.filters.choose(filter, &value);
                }
                true
            }
            Err(note) => {
                self.note(note);
                false
            }
        }
    }
}

/// What filters are understood with.
pub struct Reader<'a> {
    pub lang: Lang,
    pub terms: &'a Terms,
    /// Names of places that are no municipalities, but stand in entries the asker may see.
    pub other_places: &'a [String],
}

/// What something is called in a language.
type Called = (Lang, String);

/// Whether somebody may mean a filter by this, though there is none of that name: `by:Roskilde`, and
/// neither `10:30` nor `https://…` nor the endings of a Swede's `EU:s`, `tv:n` and `SD:arna`.
fn looks_like_filter(name: &str, said: &str) -> bool {
    name.chars().count() > 1
        && name.chars().all(char::is_alphabetic)
        && name.chars().any(char::is_lowercase)
        && said.starts_with(char::is_alphanumeric)
        && said.chars().filter(|c| c.is_alphabetic()).count() > 2
}

/// What a piece of a question was taken for.
#[derive(Clone, Copy, PartialEq)]
enum Taken {
    Words,
    Filter(&'static str),
}

/// A question as far as it was read.
#[derive(Default)]
struct Reading<'t> {
    out: Understood,
    text: Vec<&'t str>,
    shown: Vec<&'t str>,
    /// What the piece before was taken for.
    before: Option<Taken>,
    /// A `NOT` stands right before.
    denied: bool,
}

impl<'t> Reading<'t> {
    /// The word by which a piece may stand instead of the words before it.
    fn or(&self, piece: &Piece<'t>) -> Option<&'t str> {
        piece.instead.filter(|_| self.before == Some(Taken::Words))
    }

    /// Reads the piece at a place, which belongs to no filter. Who writes everything in capitals means
    /// nothing by them.
    fn word(&mut self, at: usize, all: &[Piece<'t>], means_capitals: bool) {
        let piece = &all[at];
        let or = self.or(piece);
        self.shown.extend(or);
        self.shown.push(piece.typed);
        let operator = grammar::operator(piece);
        let next = all.get(at + 1).and_then(|next| next.name);
        if operator == Some(Operator::Not) && next.and_then(named).is_some() {
            self.denied = true;
            return;
        }
        let operator = operator.filter(|_| means_capitals);
        if let Some(note) = operator.and_then(|o| out_of_place(o, at, piece, all)) {
            let is_word = matches!(note, Note::LoneOr { .. });
            self.out.note(note);
            if !is_word {
                return;
            }
        }
        let known = |note: &Note| matches!(note, Note::NoFilter { .. });
        if let Some(name) = piece.name
            && looks_like_filter(name, piece.said)
            && !self.out.notes.iter().any(known)
        {
            self.out.note(Note::NoFilter {
                name: name.to_string(),
                typed: piece.typed.to_string(),
            });
        }
        self.text.extend(or);
        self.text.push(piece.typed);
        self.before = Some(Taken::Words);
    }
}

impl Reader<'_> {
    /// Takes the filters out of a question and adds them to those that were clicked.
    pub fn understand(&self, typed: &str, clicked: &[(&'static str, String)]) -> Understood {
        let mut reading = Reading::default();
        for (filter, said) in clicked {
            reading.out.choose(filter, self.value(filter, said));
        }
        let asked = cut(typed);
        if asked.len() < typed.len() {
            reading.out.note(Note::TooLong);
        }
        let read = grammar::read(asked);
        if read.open_quote {
            reading.out.note(Note::OpenQuote);
        }
        let means_capitals = asked.contains(char::is_lowercase);
        let mut next = 0;
        while let Some(piece) = read.all.get(next) {
            let at = next;
            next += 1;
            let filter = piece.name.and_then(named);
            // Values of one filter are alternatives by themselves; a filter and words are none.
            let taken = filter.map_or(Taken::Words, Taken::Filter);
            if let Some(or) = piece.instead.filter(|_| reading.before != Some(taken)) {
                let said = or.to_string();
                reading.out.note(Note::LoneOr { said });
            }
            let Some(filter) = filter else {
                reading.word(at, &read.all, means_capitals);
                continue;
            };
            let beside = self.beside(filter, piece, &read.all[next..]);
            next += beside.len();
            self.filter(&mut reading, filter, piece, beside);
        }
        Understood {
            text: reading.text.join(" "),
            shown: reading.shown.join(" "),
            ..reading.out
        }
    }

    /// What follows a filter and belongs to its value, where no sentence goes on: `kommune: Roskilde` and
    /// `kommune:Høje Taastrup`, and not `Periode: efteråret`. A tag may be any word.
    fn beside<'p, 't>(
        &self,
        filter: &'static str,
        piece: &Piece<'t>,
        after: &'p [Piece<'t>],
    ) -> &'p [Piece<'t>] {
        if filter == "tag" || piece.quoted {
            return &[];
        }
        // Who lists many values parts them by commas alone, or quotes them.
        if piece.said.matches(',').count() >= MOST_BESIDE {
            return &[];
        }
        let can = after
            .iter()
            .take(LONGEST_NAME)
            .take_while(|p| can_be_value(p));
        // The longest first: `Nord` and `Nord Odal` are both places.
        (1..=can.count())
            .rev()
            .map(|words| &after[..words])
            .find(|beside| {
                let values = self.values_of(filter, piece, beside);
                !values.is_empty() && values.iter().all(Result::is_ok)
            })
            .unwrap_or_default()
    }

    /// Reads a filter, whose value may go on beside it.
    fn filter<'t>(
        &self,
        reading: &mut Reading<'t>,
        filter: &'static str,
        piece: &Piece<'t>,
        beside: &[Piece<'t>],
    ) {
        let or = reading.or(piece);
        let denied = std::mem::take(&mut reading.denied) || piece.minus;
        let values = self.values_of(filter, piece, beside);
        reading.before = Some(Taken::Filter(filter));
        let mut understood = !denied && !values.is_empty();
        if denied {
            reading.out.note(Note::NotWithMinus { filter });
        } else if values.is_empty() {
            let said = piece.name.unwrap_or_default();
            reading.out.note(Note::Empty {
                filter,
                said: said.to_string(),
            });
            reading.text.push(said);
            reading.before = Some(Taken::Words);
        } else {
            for meant in values {
                understood &= reading.out.choose(filter, meant);
            }
        }
        if !understood {
            reading.shown.extend(or);
            reading.shown.push(piece.typed);
            reading.shown.extend(beside.iter().map(|value| value.typed));
        }
    }

    /// What each of the values in a piece, and beside it, means. None where there is no value.
    fn values_of(
        &self,
        filter: &'static str,
        piece: &Piece,
        beside: &[Piece],
    ) -> Vec<Result<Vec<String>, Note>> {
        // What is quoted is one value, and so is what stands alone in signs.
        let is_one = piece.quoted || beside.iter().any(|p| p.quoted);
        let said: Vec<&str> = std::iter::once(piece)
            .chain(beside)
            .map(|p| p.said)
            .collect();
        let said = said.join(" ");
        let values: Vec<&str> = if is_one {
            vec![&said]
        } else {
            said.split(',').collect()
        };
        let values = values
            .into_iter()
            .map(str::trim)
            .filter(|said| !said.is_empty());
        values.map(|said| self.value(filter, said)).collect()
    }

    /// What is meant, as the index has it: one value, or both kinds of Norwegian.
    fn value(&self, filter: &'static str, said: &str) -> Result<Vec<String>, Note> {
        // What may not be kept anywhere is no filter either.
        let said = &text::line(said, LONGEST_VALUE).unwrap_or_default();
        match filter {
            _ if said.is_empty() => Err(Note::Unusable { filter }),
            "year" => of_years(said).map(|years| vec![years]),
            "tag" => Ok(vec![fold(said)]),
            "municipality" => self.place(said).map(|place| vec![place]),
            _ => self.among(filter, said),
        }
    }

    fn place(&self, said: &str) -> Result<String, Note> {
        if let Some(place) = places::named(said, self.lang.code()) {
            return Ok(place.code.to_string());
        }
        let folded = fold(said);
        if let Some(name) = self.other_places.iter().find(|n| fold(n) == folded) {
            return Ok(name.clone());
        }
        Err(Note::Unknown {
            filter: "municipality",
            said: said.to_string(),
            nearest: places::nearest(said)
                .iter()
                .map(|place| place.code.to_string())
                .collect(),
        })
    }

    /// One of few values, by its name or by what it is called in any language: all of it, one of its
    /// words, or how it begins.
    fn among(&self, filter: &'static str, said: &str) -> Result<Vec<String>, Note> {
        let values = self.values(filter);
        let folded = fold(said);
        let is = |called: &Called| fold(&called.1) == folded;
        let bends = |called: &Called| {
            let language = Language::of(called.0.code());
            let has = |(word, _): (String, _)| stem(language, &word) == stem(language, &folded);
            words(&called.1).into_iter().any(has)
        };
        let begins = |called: &Called| folded.len() > 2 && fold(&called.1).starts_with(&folded);
        // Without the marks: `varktoj`.
        let loosely = places::loose(&folded);
        let alike = |called: &Called| places::loose(&fold(&called.1)) == loosely;
        let tries: [&dyn Fn(&Called) -> bool; 4] = [&is, &bends, &begins, &alike];
        if let Some(value) = values.iter().find(|v| v.0 == said) {
            return Ok(vec![value.0.clone()]);
        }
        for fits in tries {
            let found = values.iter().filter(|v| v.1.iter().any(fits));
            let found: Vec<String> = found.map(|v| v.0.clone()).collect();
            if found.len() == 1 || (filter == "lang" && !found.is_empty()) {
                return Ok(found);
            }
        }
        Err(Note::Unknown {
            filter,
            said: said.to_string(),
            nearest: values.into_iter().map(|v| v.0).collect(),
        })
    }

    /// The values of a filter that has few, each with what it is called.
    fn values(&self, filter: &str) -> Vec<(String, Vec<Called>)> {
        let values: Vec<&str> = match filter {
            "kind" => Kind::ALL.iter().map(|kind| kind.name()).collect(),
            "lang" => CONTENT_LANGUAGES.to_vec(),
            _ => {
                let areas = self.terms.of(Vocabulary::Areas).iter();
                areas.map(|term| term.name.as_str()).collect()
            }
        };
        let called = |value| {
            let languages = Lang::ALL.into_iter();
            let label = |lang| (lang, value_label(lang, self.terms, filter, value));
            (value.to_string(), languages.map(label).collect())
        };
        values.into_iter().map(called).collect()
    }
}

/// Whether a piece can be what a filter's name before it is followed by.
fn can_be_value(piece: &Piece) -> bool {
    let is_word = piece.name.is_none() && grammar::operator(piece).is_none();
    is_word && !piece.minus && piece.instead.is_none()
}

/// What is said of a word that binds others, and does not here. None where it may be a word like any.
fn out_of_place(operator: Operator, at: usize, piece: &Piece, all: &[Piece]) -> Option<Note> {
    let said = piece.typed.to_string();
    let (before, after) = (at > 0, at + 1 < all.len());
    // Other places to search know NOT; IKKE and INTE are said with stress: `børn der IKKE trives`.
    let is_known = || Lang::En.t("search-word-not") == said;
    match operator {
        Operator::Or => (before || after).then_some(Note::LoneOr { said }),
        Operator::And => (before && after).then_some(Note::Needless { said }),
        Operator::Not => (after && is_known()).then_some(Note::NotAsked { said }),
    }
}

/// Years as they are written: `2022`, `2022..2024`, `2022-2024`, `2022..`, `..2024`.
fn of_years(said: &str) -> Result<String, Note> {
    let plain = said.replace(['–', '-', '…'], TO);
    if years(&plain).is_none() {
        return Err(Note::NotYears {
            said: said.to_string(),
        });
    }
    match plain.split_once(TO) {
        Some((from, to)) if !from.is_empty() && !to.is_empty() && from > to => {
            Err(Note::YearsReversed {
                said: said.to_string(),
                meant: format!("{to}{TO}{from}"),
            })
        }
        Some((from, to)) if from == to => Ok(from.to_string()),
        _ => Ok(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::terms::Known;
    use proptest::prelude::*;

    fn understood(lang: Lang, typed: &str) -> Understood {
        let terms = Known::default().last();
        let reader = Reader {
            lang,
            terms: &terms,
            other_places: &["Kulturregion Øst".to_string()],
        };
        reader.understand(typed, &[])
    }

    fn filters(lang: Lang, typed: &str) -> String {
        let out = understood(lang, typed);
        assert!(out.notes.is_empty(), "{typed}: {:?}", out.notes);
        let pairs: Vec<String> = out
            .filters
            .pairs()
            .map(|(f, v)| format!("{f}={v}"))
            .collect();
        format!("{} [{}]", out.text, pairs.join(" "))
    }

    #[test]
    fn filters_are_known_by_their_names_in_every_language() {
        for (lang, typed) in [
            (
                Lang::Da,
                "tilsyn kommune:Roskilde type:værktøj år:2022..2024",
            ),
            (Lang::Sv, "tilsyn kommun:Roskilde typ:verktyg år:2022-2024"),
            (
                Lang::Nb,
                "kommune:roskilde type:verktøy tilsyn år:2022–2024",
            ),
            (
                Lang::En,
                "municipality:DK-265 type:tool tilsyn year:2022..2024",
            ),
            // Whatever language the page is in.
            (
                Lang::En,
                "KOMMUNE:\"Roskilde Kommune\" typ:Verktyg aar:2022..2024 tilsyn",
            ),
        ] {
            let expected = "tilsyn [kind=tool municipality=DK-265 year=2022..2024]";
            assert_eq!(filters(lang, typed), expected, "{typed}");
        }
        assert_eq!(
            filters(
                Lang::Da,
                "sprog:svensk,dansk område:dagtilbud tag:\"Unge og Ældre\""
            ),
            " [lang=sv lang=da area=dagtilbud tag=unge og aeldre]"
        );
        assert_eq!(
            filters(Lang::Sv, "språk:danska område:skola"),
            " [lang=da area=skole]"
        );
        assert_eq!(filters(Lang::Da, "sprog:norsk"), " [lang=nb lang=nn]");
        assert_eq!(
            filters(Lang::Da, "kommune:\"kulturregion øst\""),
            " [municipality=Kulturregion Øst]"
        );
    }

    #[test]
    fn what_is_no_filter_stays_a_word() {
        for typed in [
            "http://example.org/kommune",
            "kl. 10:30",
            "a:b",
            "EU:s direktiv",
            "FN:s och SKR:s riktlinjer",
            "tv:n i klassrummet",
            "SD:arna",
            "kl:10.30",
            "børn der IKKE trives",
            "INTE skola",
            "Titel: og en til",
            "AND er en fugl",
            "ELLER",
            "HVAD ER NOT OG AND HER",
        ] {
            assert_eq!(filters(Lang::Da, typed), format!("{typed} []"));
        }
        assert_eq!(filters(Lang::Da, "a OR b"), "a OR b []");
        assert_eq!(
            filters(Lang::Da, "kommune:Lejre OR kommune:Roskilde"),
            " [municipality=DK-350 municipality=DK-265]"
        );
    }

    #[test]
    fn a_space_after_the_colon_and_marks_left_out_do_no_harm() {
        for (typed, expected) in [
            ("kommune: Roskilde tilsyn", "tilsyn [municipality=DK-265]"),
            (
                "tilsyn kommune: \"Høje Taastrup\"",
                "tilsyn [municipality=DK-169]",
            ),
            (
                "kommune:Høje Taastrup tilsyn",
                "tilsyn [municipality=DK-169]",
            ),
            ("kommune: Roskilde kommune", " [municipality=DK-265]"),
            (
                "område:børn og dagtilbud år: 2022",
                " [area=dagtilbud year=2022]",
            ),
            ("type:case tilsyn med skole", "tilsyn med skole [kind=case]"),
            ("kommune:vaxjo", " [municipality=SE-0780]"),
            ("kommune:vasteras", " [municipality=SE-1980]"),
            ("kommune:goteborg", " [municipality=SE-1480]"),
            ("kommune:malmo", " [municipality=SE-1280]"),
            ("kommune:aarhus kommune:arhus", " [municipality=DK-751]"),
            (
                "type:varktoj omrade:dagtilbud ar:2022",
                " [kind=tool area=dagtilbud year=2022]",
            ),
            ("sprak: svenska", " [lang=sv]"),
        ] {
            assert_eq!(filters(Lang::Da, typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_other_places_understand_is_explained_and_its_words_are_looked_for() {
        let said = |typed: &str| {
            let out = understood(Lang::Da, typed);
            assert_eq!(out.shown, typed);
            assert!(!out.filters.any() && !out.notes.iter().any(Note::is_error));
            let [note] = out.notes.as_slice() else {
                panic!("{typed}: {:?}", out.notes);
            };
            (note.say(Lang::Da), out.text)
        };
        for (typed, text, words) in [
            ("kommune:", "kommune", "»kommune:« er læst som et ord"),
            ("kommune:,", "kommune", "»kommune:« er læst som et ord"),
            ("type:\"\"", "type", "»type:« er læst som et ord"),
            (
                "tilsyn kommune: -skole",
                "tilsyn kommune -skole",
                "»kommune:« er læst som et ord",
            ),
            (
                "Periode: efterår 2022",
                "Periode efterår 2022",
                "»Periode:« er læst som et ord",
            ),
            (
                "Område: hvordan gør vi",
                "Område hvordan gør vi",
                "»Område:« er læst som et ord",
            ),
            (
                "Tag: renovering",
                "Tag renovering",
                "»Tag:« er læst som et ord",
            ),
            ("by:Roskilde", "by:Roskilde", "»by« er ikke en afgrænsning"),
            (
                "forfatter:ibsen type",
                "forfatter:ibsen type",
                "kommune:Roskilde, type:",
            ),
            (
                "tilsyn AND skole",
                "tilsyn skole",
                "flest af ordene, står først",
            ),
            ("tilsyn OG skole", "tilsyn skole", "»OG« er ikke nødvendigt"),
            ("tilsyn NOT skole", "tilsyn skole", "minus lige foran"),
            ("NOT skole", "skole", "»NOT« udelader ikke noget"),
            (
                "ELLER skole",
                "ELLER skole",
                "»ELLER« virker kun mellem to ord",
            ),
            ("skole OR", "skole OR", "»OR« virker kun mellem to ord"),
        ] {
            let (said, looked_for) = said(typed);
            assert!(said.contains(words), "{typed}: {said}");
            assert_eq!(looked_for, text, "{typed}");
        }
        let long = "tilsyn ".repeat(100);
        let out = understood(Lang::Da, long.trim());
        assert_eq!(out.notes, [Note::TooLong]);
        assert!(out.notes[0].say(Lang::Da).contains("500 tegn"));
        let odd = format!("kommune:{}", "x".repeat(101));
        let unusable = Note::Unusable {
            filter: "municipality",
        };
        assert_eq!(understood(Lang::Da, &odd).notes, [unusable]);
    }

    #[test]
    fn or_between_what_cannot_be_alternatives_is_explained() {
        for (typed, text, or) in [
            ("skole OR kommune:Lejre", "skole", "OR"),
            ("a kommune:Lejre ELLER b", "a b", "ELLER"),
            ("type:case OR kommune:Lejre skole", "skole", "OR"),
        ] {
            let out = understood(Lang::Da, typed);
            let said = or.to_string();
            assert_eq!(out.notes, [Note::LoneOr { said }], "{typed}");
            assert_eq!((out.text.as_str(), out.filters.any()), (text, true));
        }
        let out = understood(Lang::Da, "skole OR kommune:Atlantis");
        assert_eq!(out.shown, "skole OR kommune:Atlantis");
    }

    #[test]
    fn what_shall_be_left_out_never_narrows_to_itself() {
        for typed in [
            "tilsyn NOT kommune:Roskilde",
            "tilsyn IKKE kommune:Roskilde",
            "tilsyn -kommune:Roskilde",
            "tilsyn NOT kommune: Roskilde",
            "TILSYN NOT KOMMUNE:ROSKILDE",
        ] {
            let out = understood(Lang::Da, typed);
            let filter = "municipality";
            assert_eq!(out.notes, [Note::NotWithMinus { filter }], "{typed}");
            assert_eq!(
                (fold(&out.text).as_str(), out.filters.any()),
                ("tilsyn", false)
            );
            assert_eq!(out.shown, typed);
        }
        // It is said of what stands right after it alone.
        let out = understood(Lang::Da, "NOT kommune:Lejre kommune:Roskilde");
        assert_eq!(
            out.filters.of("municipality").collect::<Vec<_>>(),
            ["DK-265"]
        );
    }

    #[test]
    fn each_is_said_once_and_errors_before_all_else() {
        let out = understood(Lang::Da, &"tag: ".repeat(90));
        assert_eq!((out.notes.len(), out.text.len()), (1, 90 * 4 - 1));
        let many = "skole OR type:case \"a tag: år: type: område: sprog: kommune: Tag: ";
        assert_eq!(understood(Lang::Da, many).notes.len(), MOST_NOTES);
        let wrong = format!("{many} kommune:Atlantis");
        let notes = understood(Lang::Da, &wrong).notes;
        assert_eq!(notes.len(), MOST_NOTES);
        assert!(notes.iter().any(Note::is_error), "{notes:?}");
        let years: Vec<String> = (0..20).map(|n| format!("år:x{n}")).collect();
        let notes = understood(Lang::Da, &years.join(" ")).notes;
        let said = "x0".to_string();
        assert_eq!(
            (notes.len(), &notes[0]),
            (MOST_NOTES, &Note::NotYears { said })
        );
    }

    #[test]
    fn what_is_offered_is_a_sentence() {
        let terms = Known::default().last();
        let kinds = understood(Lang::Da, "type:bil").notes[0].tell(Lang::En, &terms);
        assert!(kinds.contains("“bil”"), "{kinds}");
        assert!(
            kinds.ends_with("Did you mean one of these? Case, Tool, Meeting note, Portrait."),
            "{kinds}"
        );
        let one = Note::Unknown {
            filter: "municipality",
            said: "Roskilbe".to_string(),
            nearest: vec!["DK-265".to_string()],
        };
        assert_eq!(
            one.tell(Lang::Da, &terms),
            "Vi kender ingen kommune, der hedder »Roskilbe«. Mente du: Roskilde."
        );
        let none = Note::Unknown {
            filter: "municipality",
            said: "Atlantis".to_string(),
            nearest: Vec::new(),
        };
        assert_eq!(none.tell(Lang::Da, &terms), none.say(Lang::Da));
        let years = understood(Lang::Da, "år:2024..2022").notes[0].tell(Lang::Da, &terms);
        assert!(years.ends_with("Mente du: 2022..2024."), "{years}");
    }

    #[test]
    fn what_is_wrong_is_explained() {
        let out = understood(Lang::Da, "kommune:Roskilbe skole");
        assert_eq!(
            (out.text.as_str(), out.shown.as_str()),
            ("skole", "kommune:Roskilbe skole")
        );
        let [
            Note::Unknown {
                filter: "municipality",
                said,
                nearest,
            },
        ] = out.notes.as_slice()
        else {
            panic!("{:?}", out.notes);
        };
        assert_eq!((said.as_str(), nearest[0].as_str()), ("Roskilbe", "DK-265"));
        let notes = |typed: &str| understood(Lang::Da, typed).notes;
        assert_eq!(
            notes("år:2024..2022"),
            [Note::YearsReversed {
                said: "2024..2022".into(),
                meant: "2022..2024".into()
            }]
        );
        assert_eq!(
            notes("år:snart"),
            [Note::NotYears {
                said: "snart".into()
            }]
        );
        assert_eq!(
            notes("-kommune:Lejre"),
            [Note::NotWithMinus {
                filter: "municipality"
            }]
        );
        assert_eq!(notes("\"åbent møde"), [Note::OpenQuote]);
        assert!(
            matches!(&notes("type:bil")[..], [Note::Unknown { nearest, .. }] if nearest.len() == 4)
        );
    }

    proptest! {
        #[test]
        fn any_question_is_understood_somehow(typed in "(kommune|type|år|OR|AND|NOT|tag|sprog|-|\"|:|,|\\.\\.|[ \\PC]){0,12}") {
            let once = understood(Lang::Da, &typed);
            // What was understood is not asked twice.
            let again = understood(Lang::Da, &once.text);
            prop_assert!(!again.filters.any(), "{} / {}", typed, once.text);
        }
    }
}
