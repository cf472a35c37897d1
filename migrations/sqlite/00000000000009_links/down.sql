ALTER TABLE proposals DROP COLUMN facts;
DROP TABLE link_readings;
DROP TABLE entry_links;
DROP TABLE links;
