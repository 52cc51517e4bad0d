-- The program begins an opening that nobody began, to end what waited too long: then nobody of the
-- office stands there. Neither database drops NOT NULL in the same words, so the table is made anew.

CREATE TABLE opening_anew (
    campaign    TEXT PRIMARY KEY REFERENCES campaign (id),
    begun_by    TEXT REFERENCES person (id),  -- of the office; NULL: the program
    begun_at    BIGINT NOT NULL,
    run         BIGINT NOT NULL,              -- counts runs: one that was overtaken writes nothing more
    run_by      TEXT REFERENCES person (id),  -- who typed the passphrase for the newest run
    lease_until BIGINT NOT NULL               -- a run is under way until then, unless it ended
);
INSERT INTO opening_anew (campaign, begun_by, begun_at, run, run_by, lease_until)
    SELECT campaign, begun_by, begun_at, run, run_by, lease_until FROM opening;
DROP TABLE opening;
ALTER TABLE opening_anew RENAME TO opening;
