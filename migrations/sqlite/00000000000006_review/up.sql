-- What members propose of entries.
CREATE TABLE proposals (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  -- The entry's version it was written over.
  version BIGINT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- open, accepted, declined, withdrawn
  status TEXT NOT NULL,
  answer TEXT NOT NULL,
  decided_by TEXT REFERENCES people (id),
  created_at TIMESTAMP NOT NULL,
  decided_at TIMESTAMP
);
CREATE INDEX proposals_entry ON proposals (entry_id, status);
CREATE INDEX proposals_person ON proposals (person_id, status);
CREATE INDEX proposals_open ON proposals (status, created_at);

-- What was told of an entry that is due, and for which day; when editors were told that it has no owner.
CREATE TABLE review_watch (
  entry_id TEXT NOT NULL PRIMARY KEY REFERENCES entries (id),
  due TIMESTAMP,
  stage BIGINT NOT NULL DEFAULT 0,
  told_at TIMESTAMP,
  ownerless_at TIMESTAMP
);
CREATE INDEX review_watch_told ON review_watch (told_at);
CREATE INDEX review_watch_ownerless ON review_watch (ownerless_at);

-- An entry its owner would give to somebody.
CREATE TABLE offers (
  entry_id TEXT NOT NULL PRIMARY KEY REFERENCES entries (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  at TIMESTAMP NOT NULL
);
CREATE INDEX offers_person ON offers (person_id);

