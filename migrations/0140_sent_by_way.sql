-- Letters and text messages leave by ways of their own, each at its own plan: what was handed over
-- is counted by way.

CREATE TABLE sent_minute (
    way    TEXT NOT NULL,                     -- Way: email, phone
    minute BIGINT NOT NULL,                   -- minutes since 1970; kept for an hour
    sent   BIGINT NOT NULL,
    PRIMARY KEY (way, minute)
);
INSERT INTO sent_minute (way, minute, sent) SELECT 'email', minute, sent FROM mail_minute;
DROP TABLE mail_minute;

CREATE TABLE sent_day (
    way  TEXT NOT NULL,
    day  TEXT NOT NULL,                       -- Day
    sent BIGINT NOT NULL,
    PRIMARY KEY (way, day)
);
INSERT INTO sent_day (way, day, sent) SELECT 'email', day, sent FROM mail_day;
DROP TABLE mail_day;

-- Where letters or text messages are handed over, while it cannot be spoken to: one row for all nodes.
ALTER TABLE relay_rest RENAME TO way_rest;
ALTER TABLE way_rest RENAME COLUMN name TO way;
UPDATE way_rest SET way = 'email';
