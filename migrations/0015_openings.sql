-- The opening of a campaign's pools: who began it, how far each pool is, what two persons decided.
-- Counts and hashes only; nothing here knows a seat or a ballot.

CREATE TABLE opening (
    campaign    TEXT PRIMARY KEY REFERENCES campaign (id),
    begun_by    TEXT NOT NULL REFERENCES person (id),  -- of the office
    begun_at    BIGINT NOT NULL,
    run         BIGINT NOT NULL,              -- counts runs: one that was overtaken writes nothing more
    run_by      TEXT REFERENCES person (id),  -- who typed the passphrase for the newest run
    lease_until BIGINT NOT NULL               -- a run is under way until then, unless it ended
);

CREATE TABLE pool_opening (
    pool        TEXT PRIMARY KEY REFERENCES pool (id),
    step        TEXT NOT NULL,                -- Step: counted, spoiled, too_few, opened, frozen, cleared, destroying, destroyed
    staged      BIGINT NOT NULL,              -- sealed ballots when collecting had ended
    staged_hash TEXT NOT NULL,                -- hex SHA-256 of their sorted nullifiers
    spoiled     BIGINT,                       -- ballots that do not count, found by the newest run
    settled_at  BIGINT                        -- when it was opened or destroyed
);

-- What two persons decided about a pool, one for the office, one for the supervision group.
CREATE TABLE opening_decision (
    pool   TEXT NOT NULL REFERENCES pool (id),
    matter TEXT NOT NULL,                     -- Matter: spoiled, destroy
    side   TEXT NOT NULL,                     -- Side: office, supervision
    person TEXT NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (pool, matter, side)
);
