-- People: how they come in, whom they speak for, how they sign in, what is kept of them and why.
ALTER TABLE people ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- NULL: invited, has not been here yet.
ALTER TABLE people ADD COLUMN joined_at TIMESTAMP;
ALTER TABLE people ADD COLUMN seen_at TIMESTAMP;

ALTER TABLE person_details ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE person_details ADD COLUMN help TEXT NOT NULL DEFAULT '';
-- What `help`, name and title say, folded for finding.
ALTER TABLE person_details ADD COLUMN folded TEXT NOT NULL DEFAULT '';
-- Codes of the languages spoken, with blanks between.
ALTER TABLE person_details ADD COLUMN speaks TEXT NOT NULL DEFAULT '';
-- JSON: field name to public, network or hidden. What is not named has the field's default.
ALTER TABLE person_details ADD COLUMN visibility TEXT NOT NULL DEFAULT '{}';

CREATE TABLE photos (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  media_type TEXT NOT NULL,
  bytes BYTEA NOT NULL,
  hash TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);

-- Further addresses that are the same person's.
CREATE TABLE other_addresses (
  email TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  at TIMESTAMP NOT NULL
);
CREATE INDEX other_addresses_person ON other_addresses (person_id);

-- The tree inside an organisation: departments, institutions, MED committees.
CREATE TABLE units (
  id TEXT NOT NULL PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  parent_id TEXT REFERENCES units (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX units_organisation ON units (organisation_id, name);
CREATE INDEX units_parent ON units (parent_id);

CREATE TABLE unit_members (
  unit_id TEXT NOT NULL REFERENCES units (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  title TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (unit_id, person_id)
);
CREATE INDEX unit_members_person ON unit_members (person_id);

-- A representative's period, as local days; NULL is open.
ALTER TABLE representatives ADD COLUMN from_day TIMESTAMP;
ALTER TABLE representatives ADD COLUMN to_day TIMESTAMP;

-- Whose confirmed address ends in this belongs to the organisation.
CREATE TABLE organisation_domains (
  domain TEXT NOT NULL PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  at TIMESTAMP NOT NULL
);
CREATE INDEX organisation_domains_organisation ON organisation_domains (organisation_id);

-- Somebody wants in: unconfirmed -> asked -> approved or refused. Forgotten some time after.
CREATE TABLE joinings (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  organisation_id TEXT REFERENCES organisations (id),
  message TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  confirmed_at TIMESTAMP,
  decided_at TIMESTAMP,
  decided_by TEXT REFERENCES people (id),
  person_id TEXT REFERENCES people (id)
);
CREATE INDEX joinings_status ON joinings (status, created_at);
CREATE INDEX joinings_email ON joinings (email);

-- Two people an administrator has looked at and found to be two; first id before second.
CREATE TABLE not_duplicates (
  first_id TEXT NOT NULL REFERENCES people (id),
  second_id TEXT NOT NULL REFERENCES people (id),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (first_id, second_id)
);

-- Sessions know how they were opened, and when the person last proved who they are.
ALTER TABLE sessions ADD COLUMN handle TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN method TEXT NOT NULL DEFAULT 'link';
ALTER TABLE sessions ADD COLUMN seen_at TIMESTAMP;
ALTER TABLE sessions ADD COLUMN proven_at TIMESTAMP;
ALTER TABLE sessions ADD COLUMN second_factor_at TIMESTAMP;

CREATE TABLE passwords (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  hash TEXT NOT NULL,
  changed_at TIMESTAMP NOT NULL
);

CREATE TABLE passkeys (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  credential TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
CREATE INDEX passkeys_person ON passkeys (person_id);

CREATE TABLE totp (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  secret TEXT NOT NULL,
  confirmed_at TIMESTAMP,
  -- The last time step a code was taken for: none is taken twice.
  last_step BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
  hash TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  used_at TIMESTAMP
);
CREATE INDEX recovery_codes_person ON recovery_codes (person_id);

-- What the server remembers between the two halves of a sign-in or a registration. The key is the
-- hash of a secret in the browser's cookie.
CREATE TABLE ceremonies (
  hash TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  person_id TEXT REFERENCES people (id),
  state TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL
);
CREATE INDEX ceremonies_expiry ON ceremonies (expires_at);
CREATE INDEX ceremonies_person ON ceremonies (person_id);

-- How long to wait after wrong guesses. The key is a keyed hash.
CREATE TABLE delays (
  key TEXT NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  failed_at TIMESTAMP NOT NULL,
  open_at TIMESTAMP NOT NULL
);
CREATE INDEX delays_failed ON delays (failed_at);

-- An organisation's own sign-in: OpenID Connect.
CREATE TABLE providers (
  id TEXT NOT NULL PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret TEXT NOT NULL,
  enabled BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX providers_organisation ON providers (organisation_id);

CREATE TABLE identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  created_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_person ON identities (person_id);

-- What a person wants to hear of, and when.
CREATE TABLE notice_settings (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  -- Local hours 0-23; equal: no quiet hours.
  quiet_from BIGINT NOT NULL,
  quiet_to BIGINT NOT NULL,
  zone TEXT NOT NULL
);

CREATE TABLE notice_choices (
  person_id TEXT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  pace TEXT NOT NULL,
  PRIMARY KEY (person_id, kind)
);

-- Something to tell somebody: waits for its mail or digest.
CREATE TABLE notices (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  at TIMESTAMP NOT NULL,
  told_at TIMESTAMP
);
CREATE UNIQUE INDEX notices_once ON notices (person_id, kind, subject_id);
CREATE INDEX notices_waiting ON notices (told_at, person_id);

CREATE TABLE follows (
  person_id TEXT NOT NULL REFERENCES people (id),
  topic_id TEXT NOT NULL REFERENCES topics (id),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (person_id, topic_id)
);
CREATE INDEX follows_topic ON follows (topic_id);
-- Whoever started a topic follows it.
INSERT INTO follows (person_id, topic_id, at)
  SELECT author_id, id, created_at FROM topics WHERE author_id IS NOT NULL;

CREATE TABLE consents (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  purpose TEXT NOT NULL,
  version BIGINT NOT NULL,
  given_at TIMESTAMP NOT NULL,
  withdrawn_at TIMESTAMP
);
CREATE INDEX consents_person ON consents (person_id, purpose);

-- Everything about a person as one archive.
CREATE TABLE exports (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  asked_at TIMESTAMP NOT NULL,
  ready_at TIMESTAMP,
  archive BYTEA
);
CREATE INDEX exports_person ON exports (person_id, asked_at);

-- Somebody wants to be forgotten, with a week to regret.
CREATE TABLE erasures (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  contributions TEXT NOT NULL,
  asked_at TIMESTAMP NOT NULL,
  due_at TIMESTAMP NOT NULL,
  done_at TIMESTAMP
);

-- What law keeps of an exam after the person is forgotten: the statutory register.
CREATE TABLE exam_register (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  programme TEXT NOT NULL,
  part TEXT NOT NULL,
  status TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);
CREATE INDEX exam_register_person ON exam_register (person_id);

-- Who did what: a row carries the hash of itself and the row before.
ALTER TABLE audit ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_actor ON audit (actor_id);
CREATE INDEX audit_at ON audit (at);

-- Moderation. A post is visible, held (until somebody has looked) or hidden.
ALTER TABLE topics ADD COLUMN state TEXT NOT NULL DEFAULT 'visible';
ALTER TABLE posts ADD COLUMN state TEXT NOT NULL DEFAULT 'visible';
CREATE INDEX posts_author ON posts (author_id, state);
CREATE INDEX posts_state ON posts (state, at);
CREATE INDEX topics_author ON topics (author_id);

CREATE TABLE reports (
  id TEXT NOT NULL PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  reporter_id TEXT REFERENCES people (id),
  reason TEXT NOT NULL,
  remark TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  decided_at TIMESTAMP,
  decided_by TEXT REFERENCES people (id)
);
CREATE INDEX reports_status ON reports (status, created_at);
CREATE INDEX reports_subject ON reports (subject_kind, subject_id);
CREATE INDEX reports_reporter ON reports (reporter_id);

-- What a moderator did about a person: the reason is theirs to see and to appeal.
CREATE TABLE measures (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  subject_kind TEXT,
  subject_id TEXT,
  by_id TEXT REFERENCES people (id),
  at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP,
  lifted_at TIMESTAMP,
  appeal TEXT,
  appealed_at TIMESTAMP,
  answer TEXT,
  answered_at TIMESTAMP,
  answered_by TEXT REFERENCES people (id),
  -- When the person saw it as it is now. NULL: not yet.
  seen_at TIMESTAMP
);
CREATE INDEX measures_subject ON measures (subject_kind, subject_id);
CREATE INDEX measures_person ON measures (person_id, at);
CREATE INDEX measures_appeal ON measures (appealed_at, answered_at);

-- Texts an administrator keeps: privacy, accessibility. The built-in text stands until one is saved.
CREATE TABLE statements (
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  body TEXT NOT NULL,
  reviewed_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (name, lang)
);

-- Words the network has added to, or set aside from, its vocabularies.
CREATE TABLE terms (
  vocabulary TEXT NOT NULL,
  name TEXT NOT NULL,
  label_da TEXT NOT NULL,
  label_en TEXT NOT NULL,
  retired BOOLEAN NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (vocabulary, name)
);
