-- What somebody has typed into the form of an entry and not saved yet.
CREATE TABLE drafts (
  person_id TEXT NOT NULL REFERENCES people (id),
  -- `entry:{id}`, or `new:{kind}` while there is no entry.
  key TEXT NOT NULL,
  -- JSON: names and values of the form's fields, in order.
  form TEXT NOT NULL,
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (person_id, key)
);
CREATE INDEX drafts_key ON drafts (key);
CREATE INDEX drafts_at ON drafts (at);
