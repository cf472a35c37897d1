-- What is asked of search, counted by month: never by whom, and never nearer than the day.
CREATE TABLE questions (
  -- The question's folded words: by these it is the same.
  folded TEXT NOT NULL,
  -- As in 2026-03.
  month TEXT NOT NULL,
  -- As it was written first.
  text TEXT NOT NULL,
  -- How often, how often without an answer, and on how many days.
  asked BIGINT NOT NULL,
  unanswered BIGINT NOT NULL,
  days BIGINT NOT NULL,
  -- Midnights.
  first_day TIMESTAMP NOT NULL,
  last_day TIMESTAMP NOT NULL,
  PRIMARY KEY (folded, month)
);
CREATE INDEX questions_month ON questions (month);
CREATE INDEX questions_first_day ON questions (first_day);
CREATE INDEX questions_unanswered ON questions (unanswered);
