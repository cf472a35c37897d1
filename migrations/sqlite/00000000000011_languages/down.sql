ALTER TABLE terms DROP COLUMN label_nb;
ALTER TABLE terms DROP COLUMN label_sv;
