-- Recusal (回避): who keeps out of what at the desk, and who reads in their place. What a member of
-- a unit is kept out of needs no row.

CREATE TABLE unit_recusal (
    campaign   TEXT NOT NULL REFERENCES campaign (id),
    person     TEXT NOT NULL REFERENCES person (id),
    unit       TEXT NOT NULL REFERENCES unit (id),
    substitute TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (campaign, person, unit),
    CHECK (substitute <> person)
);

-- Rows go with their text, whichever way it leaves.
CREATE TABLE text_recusal (
    text       TEXT NOT NULL,                 -- id of the raw text
    pool       TEXT NOT NULL REFERENCES pool (id),
    campaign   TEXT NOT NULL REFERENCES campaign (id),
    person     TEXT NOT NULL REFERENCES person (id),
    substitute TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (text, person),
    CHECK (substitute <> person)
);
CREATE INDEX text_recusal_campaign ON text_recusal (campaign);
CREATE INDEX text_recusal_pool ON text_recusal (pool);
