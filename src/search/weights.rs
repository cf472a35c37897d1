//! What counts how much, in one table. Set by measuring (`faelles eval`), for all sets at once.

/// How many times a title, a summary and the first words of a text stand in the index for each time they
/// are written: what BM25 calls a field's weight. Many texts of one law or one project have its name for
/// a title, while each begins with what it is about.
pub const TITLE: usize = 2;
pub const LEAD: usize = 2;
pub const OPENING: usize = 3;
/// How many words those are: about a sentence. Of forty, the later ones are of less use.
pub const OPENING_WORDS: usize = 25;

macro_rules! table {
    ($($(#[doc = $why:literal])+ $name:ident = $value:literal;)+) => {
        /// How much a match counts.
        #[derive(Clone, Debug)]
        pub struct Weights { $($(#[doc = $why])+ pub $name: f32,)+ }

        impl Weights {
            pub const USED: Weights = Weights { $($name: $value,)+ };

            /// Sets the weight of this name; false when there is none.
            pub fn set(&mut self, name: &str, value: f32) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)+
                    _ => return false,
                }
                true
            }
        }
    };
}

table! {
    /// The stem in its language: everything else is measured against it.
    stem = 1.0;
    /// The word exactly as asked, beside its stem: `styring` before `styret`.
    exact = 0.4;
    /// Another form of the same word that stems otherwise: `fandt` for `finde`.
    form = 0.3;
    /// A stem of a language that is not the asker's: the letters are the same, the word may be another.
    foreign = 0.625;
    /// A part of a compound, asked for or found: `tilsyn` in `tilsynsmodel`.
    part = 0.2;
    /// What means the same by the glossary: editors chose it.
    glossary = 0.75;
    /// What means the same by the lexicon: one word has many translations, and few are meant.
    translation = 0.72;
    /// A translation from a language that is not the asker's.
    translated_foreign = 0.5;
    /// A compound's part, translated.
    translated_part = 0.4;
    /// All parts of a compound in one text, as they are or translated.
    together = 1.2;
    /// The same spelling key: most often the same word, sometimes another.
    key = 0.3;
    /// Two words of the question that stand side by side.
    pair = 0.3;
    /// A word that is one letter from one the index does not have.
    typo = 0.9;
    /// The same where the first letter differs: that one is seldom typed wrong.
    typo_first = 0.6;
    /// Entries in the asker's language: gently first.
    own_language = 0.156;
    /// To the power of this, the share of the question's words that a document has.
    share = 0.48;
    /// To what power a word's importance is its rarity, where the share is counted: who asks for
    /// `ansøgning om blivoboernes transport` wants `blivobo` rather than the two others.
    share_rare = 1.28;
    /// To what power a word's weight is its rarity: in long questions the rare words are the matter.
    rare = 1.7;
    /// How many times as rare as the asked word itself a word of another language may count: what one
    /// language has in few texts is not therefore what was meant.
    rarer = 1.5;
    /// What a word gives at least, however long the text: a case of five pages that has it once is
    /// nearer than a line that has it not (BM25+).
    floor = 0.1;
    /// How far long texts are held against short ones (BM25's b).
    length = 0.7;
    /// How many times the mean a text's length counts at most: a case of many pages is about its matter as
    /// much as one of three.
    longest = 3.75;
    /// How soon more of the same word adds nothing (BM25's k1): later than is usual, for what is said first
    /// is there several times.
    often = 1.4;
}
