DROP INDEX attachments_removed_by;
DROP INDEX attachments_removed;
-- What was taken off its entry does not come back to it.
DELETE FROM attachments WHERE removed_at IS NOT NULL;
UPDATE blobs SET unused_since = CURRENT_TIMESTAMP
  WHERE unused_since IS NULL AND NOT EXISTS (
    SELECT 1 FROM attachments
    WHERE attachments.hash = blobs.hash OR large_hash = blobs.hash OR small_hash = blobs.hash
  );
ALTER TABLE attachments DROP COLUMN removed_by;
ALTER TABLE attachments DROP COLUMN removed_at;
