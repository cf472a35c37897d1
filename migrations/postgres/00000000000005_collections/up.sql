-- A list a member comes back to: a name for what it is narrowed to. One of a name to each.
CREATE TABLE saved_views (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX saved_views_person ON saved_views (person_id, name);

-- Series and campaigns: entries in an order, with an introduction.
CREATE TABLE collections (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  introduction TEXT NOT NULL,
  audience TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE TABLE collection_entries (
  collection_id TEXT NOT NULL REFERENCES collections (id),
  entry_id TEXT NOT NULL REFERENCES entries (id),
  position BIGINT NOT NULL,
  PRIMARY KEY (collection_id, entry_id)
);
CREATE INDEX collection_entries_entry ON collection_entries (entry_id);

-- A member's own shelf.
CREATE TABLE bookmarks (
  person_id TEXT NOT NULL REFERENCES people (id),
  entry_id TEXT NOT NULL REFERENCES entries (id),
  note TEXT NOT NULL,
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (person_id, entry_id)
);
CREATE INDEX bookmarks_entry ON bookmarks (entry_id);
