-- When a file was taken off its entry, and whose wish it was: it can be fetched back for a month. One
-- with a `proposal_id` beside it waits to come back with that change.
ALTER TABLE attachments ADD COLUMN removed_at TIMESTAMP;
ALTER TABLE attachments ADD COLUMN removed_by TEXT REFERENCES people (id);
CREATE INDEX attachments_removed ON attachments (removed_at);
CREATE INDEX attachments_removed_by ON attachments (removed_by);
