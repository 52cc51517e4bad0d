-- What a warning is about: the date of the plan, or that of rectifying. Both may be the same day, and
-- each climbs a ladder of its own, so that the key tells them apart. Until a plan was agreed to, no
-- other date than the plan's was watched.
CREATE TABLE warning_about (
    ledger_item TEXT NOT NULL REFERENCES ledger_item (id),
    cycle       BIGINT NOT NULL,
    due         TEXT NOT NULL,                -- Day, the date it is about
    of_plan     BOOLEAN NOT NULL,             -- the date is the plan's
    rung        TEXT NOT NULL,                -- Rung
    day         TEXT NOT NULL,                -- Day it was reached
    at          BIGINT NOT NULL,              -- when the program wrote it; later than the day after a stop
    unit        TEXT NOT NULL,
    PRIMARY KEY (ledger_item, cycle, due, of_plan, rung)
);
INSERT INTO warning_about (ledger_item, cycle, due, of_plan, rung, day, at, unit)
SELECT w.ledger_item, w.cycle, w.due,
       NOT EXISTS (SELECT 1 FROM ledger_event e
                   WHERE e.ledger_item = w.ledger_item AND e.at <= w.at
                     AND ((e.deed = 'approve' AND e.state = 'in_progress') OR e.deed = 'fix_at_once')),
       w.rung, w.day, w.at, w.unit
FROM warning w;
DROP TABLE warning;
ALTER TABLE warning_about RENAME TO warning;
CREATE INDEX warning_day ON warning (day);
CREATE INDEX warning_told ON warning (day DESC, unit, due, ledger_item, rung, of_plan);
CREATE INDEX warning_red ON warning (ledger_item) WHERE rung = 'red';
