DROP TABLE offers;
DROP TABLE review_watch;
DROP TABLE proposals;
