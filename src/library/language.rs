//! Which of the library's languages a text is in, where nobody said: a vote of its small words.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::web::Lang;

/// Words that tell: language, then words it uses often and the others seldom or never. A word that
/// two languages share stands with both; what matters is the sum.
const WORDS: [(&str, &str); 5] = [
    (
        "da",
        "af og at til ikke er der på som med det en et jeg vi jer jeres hvad hvordan hvor kan \
         skal har blev blevet efter også eller være været mellem mere nogle noget hvis fordi \
         sig selv ud op nye uden gennem arbejde medarbejdere borgere kommunen bliver ved \
         deres vores så når for have de fra om den i by to var men hver sammen gav fik gik \
         uge ældre børn børnene forældre hos end dem alle penge brugte nu kun tre år modtaget \
         blive",
    ),
    (
        "sv",
        "och att är inte för som med på det en ett av från jag vi ni er vad hur där kan ska \
         skall har blev blivit efter också eller vara varit mellan mer några något om sig \
         själv ut upp nya utan genom arbete medarbetare invånare kommunen blir vid deras vår \
         så när till samverkan de den i var men varje tillsammans alla vecka barn barnen \
         äldre föräldrar fick gav gick hos nu bara tre år by än dem",
    ),
    (
        "nb",
        "av og å at til ikke er der på som med det en et jeg vi dere deres hva hvordan hvor \
         kan skal har ble blitt etter også eller være vært mellom mer noen noe hvis fordi seg \
         selv ut opp nye uten gjennom arbeid ansatte innbyggere kommunen blir ved sine vår så \
         når fra for de om den i var men hver sammen alle uke møtes mat lager bli barn barna \
         eldre foreldre fikk ga gikk hos nå bare tre år to by enn dem naboene møtte",
    ),
    (
        "nn",
        "av og å at til ikkje er der på som med det ein eit eg vi de dykk kva korleis kvar \
         kan skal har vart vorte etter også eller vere vore mellom meir nokon noko dersom \
         fordi seg sjølv ut opp nye utan gjennom arbeid tilsette innbyggjarar kommunen blir \
         ved deira vår så når frå ho dei berre mykje for om den i var men saman alle veke \
         møtest mat lagar bli barn barna eldre foreldre fekk gav gjekk hos no tre år to by \
         enn",
    ),
    (
        "en",
        "the and of in is that it was on are with as be at this from or not but what all were \
         we when your can there an which their how has who they you our will more should into",
    ),
];

/// Which languages claim a word, as positions in `WORDS`.
static CLAIMS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut claims: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split(' ') {
            claims.entry(word).or_default().push(i);
        }
    }
    claims
});

/// The most words that are looked at: a book votes no better than its first chapter.
const ENOUGH: usize = 800;

/// The language of a text by its small words; Danish when nothing tells.
pub fn detect(text: &str) -> &'static str {
    let votes = votes(text);
    let mut best = 0;
    for (i, count) in votes.iter().enumerate() {
        if *count > votes[best] {
            best = i;
        }
    }
    WORDS[best].0
}

/// The language of a text whose words leave little doubt. None for a few words, and for what two
/// neighbours could both have written: a wrong language is read aloud worse than none.
pub fn sure(text: &str) -> Option<&'static str> {
    let mut ranked: Vec<(u32, &'static str)> = votes(text)
        .into_iter()
        .zip(&WORDS)
        .map(|(count, (lang, _))| (count, *lang))
        .collect();
    ranked.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match ranked[..] {
        [(best, lang), (second, _), ..] if best >= 15 && best >= second * 3 / 2 => Some(lang),
        _ => None,
    }
}

/// The `lang` attribute of a text without a language of its own, on a page in another one.
pub fn unlike(page: Lang, text: &str) -> Option<&'static str> {
    sure(text).filter(|lang| *lang != page.code())
}

/// What each of `WORDS` has for it.
fn votes(text: &str) -> [u32; WORDS.len()] {
    let mut votes = [0u32; WORDS.len()];
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .take(ENOUGH)
    {
        let word = word.to_lowercase();
        let claimed = CLAIMS.get(word.as_str()).map_or(&[][..], Vec::as_slice);
        // A word of one language alone weighs most; what all share tells nothing.
        let weight = match claimed.len() {
            1 => 6,
            2 => 3,
            3 => 1,
            _ => 0,
        };
        for i in claimed {
            votes[*i] += weight;
        }
        // Letters only one of the neighbours uses.
        if word.contains(['ä', 'ö']) {
            votes[1] += 4;
        } else if word.contains(['æ', 'ø']) {
            votes[0] += 4;
            votes[2] += 4;
            votes[3] += 4;
        }
    }
    votes
}

/// A language as files name it: `sv`, `sv-SE`, `no`. None when the library has no such language.
pub fn named(raw: &str) -> Option<&'static str> {
    let code = raw.trim().to_lowercase();
    match code.split(['-', '_']).next().unwrap_or_default() {
        "da" | "dk" | "dan" => Some("da"),
        "sv" | "se" | "swe" => Some("sv"),
        "nb" | "no" | "nob" => Some("nb"),
        "nn" | "nno" => Some("nn"),
        "en" | "eng" => Some("en"),
        _ => None,
    }
}

/// The language a file's name tells: `årshjul.sv.txt`.
pub fn of_file_name(name: &str) -> Option<&'static str> {
    let stem = name.rsplit_once('.')?.0;
    let (_, mark) = stem.rsplit_once('.')?;
    (mark.len() == 2).then(|| named(mark)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_few_sentences_are_enough() {
        for (lang, text) in [
            (
                "da",
                "Samskabelse er ikke en metode, men en måde at arbejde på. Vi inviterer borgere og medarbejdere ind tidligt.",
            ),
            (
                "da",
                "Hvordan får I forældrene med? Spørg dem, før I går i gang, og fortæl, hvad der blev af deres svar.",
            ),
            (
                "da",
                "Kommunen gav borgerne ansvar for en pulje penge til parker.",
            ),
            (
                "da",
                "Borgerbudget. Borgerne fik ansvar for en pulje penge, og de brugte den på bænke og træer i byen.",
            ),
            (
                "da",
                "Skolehaver. Børnene dyrker grøntsager sammen med de ældre fra plejehjemmet hver uge.",
            ),
            (
                "da",
                "Forslaget om forældres plads blev modtaget med glæde: Tre faste tidspunkter, aftalt i god tid.",
            ),
            (
                "nb",
                "Naboer. Naboene møtes hver uke og lager mat sammen med kommunen, og alle kan bli med.",
            ),
            (
                "sv",
                "Barnen odlar grönsaker tillsammans med de äldre varje vecka, och kommunen ger mark.",
            ),
            (
                "en",
                "The children grow vegetables for the elderly, and the municipality gave them land to use.",
            ),
            (
                "sv",
                "Samverkan kräver goda förutsättningar. Det måste finnas en vilja och ett tydligt uppdrag från ledningen.",
            ),
            (
                "nb",
                "Hvordan får vi innbyggerne med? Det er ikke noe vi kan gjøre alene, og det må gjøres mellom flere etter hvert.",
            ),
            (
                "nn",
                "Korleis får vi innbyggjarane med? Det er ikkje noko vi kan gjere åleine, og dei må vere med frå starten.",
            ),
            (
                "en",
                "What works in one municipality is not what works in the next, and that is the point of this network.",
            ),
        ] {
            assert_eq!(detect(text), lang, "{text}");
        }
    }

    #[test]
    fn doubt_is_said() {
        let swedish = "Vi har provat detta i vår kommun och det går bra. Hur gör ni när ni inte får med er politikerna?";
        assert_eq!(sure(swedish), Some("sv"));
        assert_eq!(sure("Tak for i dag"), None);
        assert_eq!(sure("2026"), None);
    }

    #[test]
    fn nothing_to_go_by_is_danish() {
        assert_eq!(detect(""), "da");
        assert_eq!(detect("2026 – 12 %"), "da");
    }

    #[test]
    fn a_file_name_may_tell() {
        assert_eq!(of_file_name("årshjul.sv.txt"), Some("sv"));
        assert_eq!(of_file_name("notat.no.md"), Some("nb"));
        assert_eq!(of_file_name("notat.v2.md"), None);
        assert_eq!(of_file_name("notat.txt"), None);
        assert_eq!(named("da-DK"), Some("da"));
        assert_eq!(named("de"), None);
    }

    proptest! {
        #[test]
        fn any_text_has_a_language(text in ".{0,200}") {
            prop_assert!(crate::web::lang::CONTENT_LANGUAGES.contains(&detect(&text)));
        }
    }
}
