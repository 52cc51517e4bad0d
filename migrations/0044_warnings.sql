-- The rungs of the ladder (提醒、预警) that dates of ledger items reached. Each is written once.
CREATE TABLE warning (
    ledger_item TEXT NOT NULL REFERENCES ledger_item (id),
    cycle       BIGINT NOT NULL,
    due         TEXT NOT NULL,                -- Day, the date it is about
    rung        TEXT NOT NULL,                -- Rung
    day         TEXT NOT NULL,                -- Day it was reached
    at          BIGINT NOT NULL,              -- when the program wrote it; later than the day after a stop
    PRIMARY KEY (ledger_item, cycle, due, rung)
);
CREATE INDEX warning_day ON warning (day);
CREATE INDEX ledger_item_deadline ON ledger_item (state, due, due_plan);
