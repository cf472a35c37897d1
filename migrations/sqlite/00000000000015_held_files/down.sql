DROP INDEX attachments_proposal;
ALTER TABLE attachments DROP COLUMN proposal_id;
ALTER TABLE proposals DROP COLUMN written;
ALTER TABLE proposals DROP COLUMN files;
