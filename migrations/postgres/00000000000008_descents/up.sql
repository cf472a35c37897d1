-- Which entry an entry was copied, adapted or inspired from. What it says itself is in its facts; this
-- is the same once more, to be followed from generation to generation. The origin is named by its
-- address, as facts name it: it may come in later than what builds on it.
CREATE TABLE descents (
  entry_id TEXT NOT NULL PRIMARY KEY REFERENCES entries (id),
  origin TEXT NOT NULL,
  relation TEXT NOT NULL
);
CREATE INDEX descents_origin ON descents (origin);
