-- A text that is handed over leaves its place on the desk behind, with other words in it, and is
-- counted there. Those handed over before left none and are counted by their rows, as before.
ALTER TABLE tip ADD COLUMN left_place BOOLEAN NOT NULL DEFAULT FALSE;

-- On which day a discipline officer was last in the room of tips: the trail has one line a day.
CREATE TABLE tip_room (
    person     TEXT PRIMARY KEY REFERENCES person (id),
    entered_on TEXT NOT NULL                  -- Day
);

-- What was done with tips: a chain of its own, hashed like the trail, which only officers see. By
-- days, because a moment would be found again in the trail; and without whoever handed one over.
CREATE TABLE tip_event (
    seq     BIGINT PRIMARY KEY,               -- place in the chain, from 1, without gaps
    done_on TEXT NOT NULL,                    -- Day
    person  TEXT NOT NULL,                    -- the officer, or '' for the desk
    act     TEXT NOT NULL,                    -- TipAct
    tip     TEXT NOT NULL REFERENCES tip (id),
    hash    TEXT NOT NULL                     -- SHA-256 over the previous hash and this line
);
CREATE TABLE tip_head (
    id   BIGINT PRIMARY KEY CHECK (id = 1),   -- one row: locking it puts writers in line
    seq  BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO tip_head (id, seq, hash) VALUES (1, 0, '');
