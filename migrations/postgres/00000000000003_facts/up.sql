-- What an entry says beside its text: the facts of its kind, its place, whom to ask, what is due.
-- A municipality's official code with its country: DK-265. What stands in `municipality` is its name.
ALTER TABLE entries ADD COLUMN place TEXT;
ALTER TABLE entries ADD COLUMN deputy_id TEXT REFERENCES people (id);
ALTER TABLE entries ADD COLUMN contact_name TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN contact_deputy TEXT NOT NULL DEFAULT '';
-- When somebody last said that it is still true, who, and when it should be asked again.
ALTER TABLE entries ADD COLUMN reviewed_at TIMESTAMP;
ALTER TABLE entries ADD COLUMN reviewed_by TEXT REFERENCES people (id);
ALTER TABLE entries ADD COLUMN review_due TIMESTAMP;
-- When it was put into the bin.
ALTER TABLE entries ADD COLUMN deleted_at TIMESTAMP;
CREATE INDEX entries_place ON entries (place, status);
CREATE INDEX entries_deputy ON entries (deputy_id);
CREATE INDEX entries_due ON entries (status, review_due);
CREATE INDEX entries_deleted ON entries (deleted_at);

-- What a list of entries can be narrowed to: the terms of each entry, by vocabulary.
CREATE TABLE entry_terms (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  vocabulary TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (entry_id, vocabulary, term)
);
CREATE INDEX entry_terms_term ON entry_terms (vocabulary, term, entry_id);

INSERT INTO entry_terms (entry_id, vocabulary, term)
  SELECT id, 'factor', success_factor FROM entries WHERE success_factor IS NOT NULL;
-- JSON: see `library::facts::Facts`. NULL: nothing is said. One factor becomes one fact of many.
UPDATE entries SET success_factor = '{"factors":["' || success_factor || '"]}' WHERE success_factor IS NOT NULL;
ALTER TABLE entries RENAME COLUMN success_factor TO facts;
