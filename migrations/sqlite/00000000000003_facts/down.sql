ALTER TABLE entries RENAME COLUMN facts TO success_factor;
UPDATE entries SET success_factor =
  (SELECT min(term) FROM entry_terms WHERE entry_id = entries.id AND vocabulary = 'factor');
DROP TABLE entry_terms;
DROP INDEX entries_deleted;
DROP INDEX entries_due;
DROP INDEX entries_deputy;
DROP INDEX entries_place;
ALTER TABLE entries DROP COLUMN deleted_at;
ALTER TABLE entries DROP COLUMN review_due;
ALTER TABLE entries DROP COLUMN reviewed_by;
ALTER TABLE entries DROP COLUMN reviewed_at;
ALTER TABLE entries DROP COLUMN contact_deputy;
ALTER TABLE entries DROP COLUMN contact_name;
ALTER TABLE entries DROP COLUMN deputy_id;
ALTER TABLE entries DROP COLUMN place;
