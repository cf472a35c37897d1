-- What lies in the store of files, by the SHA-256 of its content. `unused_since`: no attachment refers
-- to it since then; none while one does. `going`: it is being taken away.
CREATE TABLE blobs (
  hash TEXT NOT NULL PRIMARY KEY,
  bytes BIGINT NOT NULL,
  unused_since TIMESTAMP,
  going BOOLEAN NOT NULL
);
CREATE INDEX blobs_unused ON blobs (unused_since);

-- Files of entries. `hash`, `large_hash` and `small_hash` name blobs: the file, and of a picture its
-- smaller sizes where it is larger.
CREATE TABLE attachments (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (id),
  hash TEXT NOT NULL REFERENCES blobs (hash),
  large_hash TEXT REFERENCES blobs (hash),
  small_hash TEXT REFERENCES blobs (hash),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  title TEXT NOT NULL,
  position BIGINT NOT NULL,
  width BIGINT,
  height BIGINT,
  added_by TEXT REFERENCES people (id),
  added_at TIMESTAMP NOT NULL,
  -- pending, ready, failed, none
  text_state TEXT NOT NULL,
  text_reason TEXT,
  text TEXT,
  text_bytes BIGINT NOT NULL,
  pages BIGINT,
  version BIGINT NOT NULL
);
CREATE INDEX attachments_entry ON attachments (entry_id, position);
CREATE INDEX attachments_hash ON attachments (hash);
CREATE INDEX attachments_large ON attachments (large_hash);
CREATE INDEX attachments_small ON attachments (small_hash);
CREATE INDEX attachments_added_by ON attachments (added_by);
