-- Addresses elsewhere that entries lead to, each looked at now and then where the network wants it.
CREATE TABLE links (
  id TEXT NOT NULL PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  due_at TIMESTAMP NOT NULL,
  looked_at TIMESTAMP,
  -- What was found last; empty until then.
  outcome TEXT NOT NULL,
  -- On how many days in a row it failed, since when, and when that was counted last.
  failures BIGINT NOT NULL,
  failed_since TIMESTAMP,
  counted_at TIMESTAMP
);
CREATE INDEX links_host_due ON links (host, due_at);
CREATE INDEX links_host_looked ON links (host, looked_at);
CREATE INDEX links_due ON links (due_at);
CREATE INDEX links_failures ON links (failures);

-- Which entries lead there. Ignored: somebody who looks after the entry wants no word of it.
CREATE TABLE entry_links (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  link_id TEXT NOT NULL REFERENCES links (id),
  ignored BOOLEAN NOT NULL,
  PRIMARY KEY (entry_id, link_id)
);
CREATE INDEX entry_links_link ON entry_links (link_id);

-- At which version an entry's links were read out of it.
CREATE TABLE link_readings (
  entry_id TEXT NOT NULL PRIMARY KEY REFERENCES entries (id),
  version BIGINT NOT NULL
);

-- What else an entry would say, as revisions keep it: on a change that waits for another's eyes.
ALTER TABLE proposals ADD COLUMN facts TEXT;
