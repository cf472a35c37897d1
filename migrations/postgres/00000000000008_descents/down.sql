DROP TABLE descents;
