-- The bank: questions the office keeps for reuse, each in versions that never change.

CREATE TABLE bank_question (
    id       TEXT PRIMARY KEY,
    plan     TEXT UNIQUE,                     -- code of the plan's question it came with; NULL: the office's own
    retired  BOOLEAN NOT NULL,                -- not offered for drafts any more; nothing is ever removed
    position BIGINT NOT NULL
);

CREATE TABLE bank_version (
    bank     TEXT NOT NULL REFERENCES bank_question (id),
    number   BIGINT NOT NULL,                 -- 1, 2, 3 within the question
    question TEXT NOT NULL,                   -- Question as JSON, without conditions
    made_at  BIGINT NOT NULL,
    made_by  TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (bank, number)
);
