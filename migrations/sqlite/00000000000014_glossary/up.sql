-- What editors have changed in the glossary that is shipped, a concept a row: it stands for the shipped
-- one of that name. Forms as the shipped table writes them: parted by |, a ? behind an uncertain one.
CREATE TABLE glossary_concepts (
  name TEXT NOT NULL PRIMARY KEY,
  da TEXT NOT NULL,
  sv TEXT NOT NULL,
  nb TEXT NOT NULL,
  nn TEXT NOT NULL,
  en TEXT NOT NULL,
  -- What it is, and what it must not be mistaken for, to readers of each language.
  note_da TEXT NOT NULL,
  note_sv TEXT NOT NULL,
  note_nb TEXT NOT NULL,
  note_en TEXT NOT NULL,
  beware_da TEXT NOT NULL,
  beware_sv TEXT NOT NULL,
  beware_nb TEXT NOT NULL,
  beware_en TEXT NOT NULL,
  -- A shipped concept that is not wanted.
  removed BOOLEAN NOT NULL,
  version BIGINT NOT NULL
);
