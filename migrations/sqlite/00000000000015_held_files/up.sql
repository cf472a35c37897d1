-- What a change that waits does with files: JSON, see `library::proposals::files`. `written`: how often
-- it was written anew, so that nobody approves what they have not seen.
ALTER TABLE proposals ADD COLUMN files TEXT;
ALTER TABLE proposals ADD COLUMN written BIGINT NOT NULL DEFAULT 1;
-- The change a file waits with; none of files that are their entry's.
ALTER TABLE attachments ADD COLUMN proposal_id TEXT REFERENCES proposals (id);
CREATE INDEX attachments_proposal ON attachments (proposal_id);
