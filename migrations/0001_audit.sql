-- The audit trail: a chain of lines, each hashed with the one before. Dialect folders add the
-- triggers that refuse any change of a written line.

CREATE TABLE audit_entry (
    seq     BIGINT PRIMARY KEY,  -- place in the chain, from 1, without gaps
    at      BIGINT NOT NULL,     -- when, ms since 1970
    actor   TEXT NOT NULL,       -- person, or '' for the program itself
    act     TEXT NOT NULL,       -- area.act
    subject TEXT NOT NULL,       -- id of the record acted on
    detail  TEXT NOT NULL,       -- ids, counts, states; never text of respondents
    hash    TEXT NOT NULL        -- SHA-256 over the previous hash and this line
);

CREATE TABLE audit_head (
    id   BIGINT PRIMARY KEY CHECK (id = 1),  -- one row: locking it puts writers in line
    seq  BIGINT NOT NULL,                    -- place of the newest line, 0 before the first
    hash TEXT NOT NULL                       -- hash of the newest line, '' before the first
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');
