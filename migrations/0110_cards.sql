-- Cards (邀请卡) as paper: the sheets they were printed on, and those that came back unused. Totals
-- only: which code stands on which sheet is the issuing side's to know (`card`).

CREATE TABLE card_sheet (
    id        TEXT PRIMARY KEY,
    audience  TEXT NOT NULL REFERENCES audience (id),
    number    BIGINT NOT NULL,                -- 张号 from 1 on, printed in the margin that is cut away
    cards     BIGINT NOT NULL,                -- cards on it when it was printed first
    prints    BIGINT NOT NULL,                -- 1, and one more each time it was lost and printed anew
    reprinted BIGINT NOT NULL,                -- cards printed anew, all times together
    UNIQUE (audience, number)
);

-- Unused cards that came back: listed by the office, counted by a person who may hold the passphrase.
CREATE TABLE card_return (
    id           TEXT PRIMARY KEY,
    audience     TEXT NOT NULL REFERENCES audience (id),
    listed_by    TEXT NOT NULL REFERENCES person (id),
    listed_at    BIGINT NOT NULL,
    cards        BIGINT,                      -- voided; NULL until the second person has counted
    confirmed_by TEXT REFERENCES person (id),
    confirmed_at BIGINT,
    CHECK (confirmed_by <> listed_by)
);
CREATE INDEX card_return_audience ON card_return (audience);
