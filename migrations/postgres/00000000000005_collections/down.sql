DROP TABLE bookmarks;
DROP TABLE collection_entries;
DROP TABLE collections;
DROP TABLE saved_views;
