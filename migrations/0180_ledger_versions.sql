-- What the forms of a ledger item showed at each of its revisions: whoever sends a form late is
-- shown what others changed meanwhile, beside what they typed themselves.
CREATE TABLE ledger_version (
    ledger_item TEXT NOT NULL REFERENCES ledger_item (id),
    revision    BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    person      TEXT REFERENCES person (id),  -- who made it so; NULL: the program
    version     TEXT NOT NULL,                -- ledger Version as JSON
    PRIMARY KEY (ledger_item, revision)
);
