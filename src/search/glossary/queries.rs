use diesel::prelude::*;

use super::Concept;
use super::table::{cell, forms};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::glossary_concepts as kept;
use crate::web::{Lang, Words};

#[derive(Queryable, Selectable, Insertable, Debug)]
#[diesel(table_name = kept, treat_none_as_default_value = false)]
struct Row {
    name: String,
    da: String,
    sv: String,
    nb: String,
    nn: String,
    en: String,
    note_da: String,
    note_sv: String,
    note_nb: String,
    note_en: String,
    beware_da: String,
    beware_sv: String,
    beware_nb: String,
    beware_en: String,
    removed: bool,
    version: i64,
}

/// A concept as an editor left it.
pub struct Kept {
    pub concept: Concept,
    pub removed: bool,
}

impl Kept {
    fn of(row: Row) -> Kept {
        let words = |da, sv, nb, en| {
            let mut words = Words::default();
            for (lang, text) in [
                (Lang::Da, da),
                (Lang::Sv, sv),
                (Lang::Nb, nb),
                (Lang::En, en),
            ] {
                words.set(lang, text);
            }
            words
        };
        Kept {
            removed: row.removed,
            concept: Concept {
                name: row.name,
                forms: [row.da, row.sv, row.nb, row.nn, row.en].map(|c| forms(&c)),
                note: words(row.note_da, row.note_sv, row.note_nb, row.note_en),
                beware: words(row.beware_da, row.beware_sv, row.beware_nb, row.beware_en),
                version: row.version,
            },
        }
    }

    fn row(&self) -> Row {
        let concept = &self.concept;
        let [da, sv, nb, nn, en] = concept.forms.each_ref().map(|f| cell(f));
        let note = |lang| concept.note.own(lang).to_string();
        let beware = |lang| concept.beware.own(lang).to_string();
        Row {
            name: concept.name.clone(),
            da,
            sv,
            nb,
            nn,
            en,
            note_da: note(Lang::Da),
            note_sv: note(Lang::Sv),
            note_nb: note(Lang::Nb),
            note_en: note(Lang::En),
            beware_da: beware(Lang::Da),
            beware_sv: beware(Lang::Sv),
            beware_nb: beware(Lang::Nb),
            beware_en: beware(Lang::En),
            removed: self.removed,
            version: concept.version,
        }
    }
}

/// Every concept that an editor has changed, by name.
pub fn all(c: &mut Conn) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = kept::table
        .order(kept::name)
        .select(Row::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(Kept::of).collect())
}

/// Keeps concepts as they are now, each name once.
pub fn keep(c: &mut Conn, concepts: &[Kept]) -> Result<()> {
    for chunk in concepts.chunks(CHUNK) {
        let rows: Vec<Row> = chunk.iter().map(Kept::row).collect();
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        // One writer at a time: nobody puts a name back in between.
        diesel::delete(kept::table.filter(kept::name.eq_any(names))).execute(c)?;
        diesel::insert_into(kept::table).values(&rows).execute(c)?;
    }
    Ok(())
}

/// Forgets what editors made of a concept.
pub fn forget(c: &mut Conn, name: &str) -> Result<()> {
    diesel::delete(kept::table.find(name)).execute(c)?;
    Ok(())
}
