-- A question a member wants to hear of when something new fits. `known`: what fitted already when it
-- was saved; none when that was too much to remember.
CREATE TABLE saved_searches (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  pace TEXT NOT NULL,
  known BYTEA,
  saved_at TIMESTAMP NOT NULL,
  seen_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX saved_searches_person ON saved_searches (person_id, name);

-- What was found for it since: each entry once. It goes with the search it is of.
CREATE TABLE saved_search_hits (
  search_id TEXT NOT NULL REFERENCES saved_searches (id) ON DELETE CASCADE,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (search_id, entry_id)
);
CREATE INDEX saved_search_hits_entry ON saved_search_hits (entry_id);
