-- Ids are opaque text (UUIDv7), never counts. Times are UTC except where a column says local.
CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- People: the id is what every other table refers to; what identifies a person is in person_details alone.
CREATE TABLE organisations (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  municipality TEXT,
  seats BIGINT NOT NULL DEFAULT 2,
  created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX organisations_name ON organisations (name);

CREATE TABLE people (
  id TEXT NOT NULL PRIMARY KEY,
  organisation_id TEXT REFERENCES organisations (id),
  status TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX people_organisation ON people (organisation_id);

CREATE TABLE person_details (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  lang TEXT NOT NULL DEFAULT 'da'
);
CREATE UNIQUE INDEX person_details_email ON person_details (email);

CREATE TABLE person_roles (
  person_id TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  PRIMARY KEY (person_id, role)
);

CREATE TABLE representatives (
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  turn BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, person_id)
);
CREATE INDEX representatives_person ON representatives (person_id);

CREATE TABLE sessions (
  id_hash TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  agent TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

CREATE TABLE tokens (
  hash TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  subject TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
CREATE INDEX tokens_expiry ON tokens (expires_at);

-- How often something was tried in a window. The key is a keyed hash: no address is stored.
CREATE TABLE throttle (
  key TEXT NOT NULL PRIMARY KEY,
  window_start TIMESTAMP NOT NULL,
  count BIGINT NOT NULL
);

-- One row per accepted form, so that sending it again answers the same and does nothing.
CREATE TABLE once (
  key TEXT NOT NULL,
  scope TEXT NOT NULL,
  content TEXT NOT NULL,
  location TEXT NOT NULL,
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (key, scope)
);
CREATE INDEX once_at ON once (at);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  at TIMESTAMP NOT NULL,
  actor_id TEXT,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL
);
CREATE INDEX audit_subject ON audit (subject_kind, subject_id);

CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  kind TEXT NOT NULL,
  record_id TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at TIMESTAMP NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  leased_until TIMESTAMP,
  lease TEXT,
  failed_at TIMESTAMP,
  last_error TEXT,
  dedupe TEXT
);
CREATE UNIQUE INDEX jobs_dedupe ON jobs (dedupe);
CREATE INDEX jobs_due ON jobs (run_at);

-- The outbox: queued -> transmitting -> sent; or failed, undecided, dropped.
CREATE TABLE mails (
  id TEXT NOT NULL PRIMARY KEY,
  message_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  subject_id TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  run_at TIMESTAMP NOT NULL,
  node TEXT,
  transmitting_at TIMESTAMP,
  sent_at TIMESTAMP,
  last_error TEXT,
  dedupe TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX mails_dedupe ON mails (dedupe);
CREATE UNIQUE INDEX mails_message ON mails (message_id);
CREATE INDEX mails_due ON mails (status, run_at);

-- The library.
CREATE TABLE entries (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  lang TEXT NOT NULL,
  municipality TEXT,
  area TEXT,
  success_factor TEXT,
  tags TEXT NOT NULL,
  contact_role TEXT NOT NULL,
  organisation_id TEXT REFERENCES organisations (id),
  owner_id TEXT REFERENCES people (id),
  audience TEXT NOT NULL,
  status TEXT NOT NULL,
  meeting_id TEXT,
  source_id TEXT,
  source_hash TEXT,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  published_at TIMESTAMP
);
CREATE UNIQUE INDEX entries_slug ON entries (slug);
CREATE UNIQUE INDEX entries_source ON entries (source_id);
CREATE INDEX entries_source_hash ON entries (source_hash);
CREATE INDEX entries_listing ON entries (status, kind, published_at, id);
CREATE INDEX entries_published ON entries (status, published_at, id);
-- Counting a filtered list, and the municipalities to filter by, without reading a single text.
CREATE INDEX entries_seen ON entries (status, audience, municipality, kind, lang, area, organisation_id, owner_id);
CREATE INDEX entries_owner ON entries (owner_id);
CREATE INDEX entries_organisation ON entries (organisation_id);
CREATE INDEX entries_meeting ON entries (meeting_id);

CREATE TABLE revisions (
  entry_id TEXT NOT NULL REFERENCES entries (id),
  version BIGINT NOT NULL,
  editor_id TEXT REFERENCES people (id),
  at TIMESTAMP NOT NULL,
  action TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (entry_id, version)
);

-- Meetings keep local time and zone; only what has happened is UTC.
CREATE TABLE series (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE meetings (
  id TEXT NOT NULL PRIMARY KEY,
  series_id TEXT NOT NULL REFERENCES series (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  starts_local TIMESTAMP NOT NULL,
  ends_local TIMESTAMP NOT NULL,
  zone TEXT NOT NULL,
  place TEXT NOT NULL,
  speakers TEXT NOT NULL,
  agenda TEXT NOT NULL,
  seats BIGINT NOT NULL,
  status TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX meetings_start ON meetings (starts_local);
CREATE INDEX meetings_series ON meetings (series_id, starts_local);

CREATE TABLE invitations (
  id TEXT NOT NULL PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meetings (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  organisation_id TEXT REFERENCES organisations (id),
  answer TEXT,
  answered_at TIMESTAMP,
  invited_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX invitations_once ON invitations (meeting_id, person_id);
CREATE INDEX invitations_person ON invitations (person_id);

CREATE TABLE attendance (
  meeting_id TEXT NOT NULL REFERENCES meetings (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  organisation_id TEXT REFERENCES organisations (id),
  registered_by TEXT REFERENCES people (id),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (meeting_id, person_id)
);
CREATE INDEX attendance_person ON attendance (person_id);

-- Study: what a programme asks for is data.
CREATE TABLE programmes (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  ects BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX programmes_name ON programmes (name);

CREATE TABLE requirements (
  programme_id TEXT NOT NULL REFERENCES programmes (id),
  part TEXT NOT NULL,
  position BIGINT NOT NULL,
  meeting_kind TEXT,
  needed BIGINT NOT NULL,
  PRIMARY KEY (programme_id, part)
);

CREATE TABLE enrolments (
  programme_id TEXT NOT NULL REFERENCES programmes (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (programme_id, person_id)
);
CREATE INDEX enrolments_person ON enrolments (person_id);

CREATE TABLE sittings (
  id TEXT NOT NULL PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programmes (id),
  starts_local TIMESTAMP NOT NULL,
  register_by_local TIMESTAMP NOT NULL,
  zone TEXT NOT NULL,
  place TEXT NOT NULL
);
CREATE INDEX sittings_programme ON sittings (programme_id, starts_local);

CREATE TABLE results (
  programme_id TEXT NOT NULL REFERENCES programmes (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  part TEXT NOT NULL,
  status TEXT NOT NULL,
  recorded_by TEXT REFERENCES people (id),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (programme_id, person_id, part)
);

-- The forum between meetings.
CREATE TABLE topics (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  author_id TEXT REFERENCES people (id),
  posts BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  last_post_at TIMESTAMP NOT NULL
);
CREATE INDEX topics_latest ON topics (last_post_at);

CREATE TABLE posts (
  id TEXT NOT NULL PRIMARY KEY,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  author_id TEXT REFERENCES people (id),
  body TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);
CREATE INDEX posts_topic ON posts (topic_id, at);

-- Samskabt styring: a framed process, its parties, and the rounds in which each was heard.
CREATE TABLE processes (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  area TEXT NOT NULL,
  question TEXT NOT NULL,
  commission TEXT NOT NULL,
  approach TEXT NOT NULL,
  backing TEXT NOT NULL,
  organisation_id TEXT REFERENCES organisations (id),
  lead_id TEXT REFERENCES people (id),
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

CREATE TABLE process_parties (
  id TEXT NOT NULL PRIMARY KEY,
  process_id TEXT NOT NULL REFERENCES processes (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  part TEXT NOT NULL,
  task TEXT NOT NULL,
  position BIGINT NOT NULL
);
CREATE UNIQUE INDEX process_parties_name ON process_parties (process_id, name);

CREATE TABLE process_rounds (
  id TEXT NOT NULL PRIMARY KEY,
  process_id TEXT NOT NULL REFERENCES processes (id),
  title TEXT NOT NULL,
  proposal TEXT NOT NULL,
  held_on TIMESTAMP NOT NULL,
  position BIGINT NOT NULL
);
CREATE INDEX process_rounds_process ON process_rounds (process_id, position);

CREATE TABLE round_voices (
  round_id TEXT NOT NULL REFERENCES process_rounds (id),
  party_id TEXT NOT NULL REFERENCES process_parties (id),
  said TEXT NOT NULL,
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (round_id, party_id)
);

-- Worksheets: cells are JSON, an object from cell name to a list of lines.
CREATE TABLE worksheets (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  cells TEXT NOT NULL,
  owner_id TEXT REFERENCES people (id),
  organisation_id TEXT REFERENCES organisations (id),
  audience TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX worksheets_updated ON worksheets (updated_at);
