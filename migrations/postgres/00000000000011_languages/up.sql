-- The network's own words in Swedish and Norwegian. Empty: the built-in ones, or the Danish.
ALTER TABLE terms ADD COLUMN label_sv TEXT NOT NULL DEFAULT '';
ALTER TABLE terms ADD COLUMN label_nb TEXT NOT NULL DEFAULT '';
