-- What a cycle of a ledger item had as it ended, kept as the item is reopened (重新启动整改): the item
-- itself holds the dates of its present cycle alone, and whether the one before was done in time stays
-- in the figures.
CREATE TABLE ledger_past_cycle (
    ledger_item  TEXT NOT NULL REFERENCES ledger_item (id),
    cycle        BIGINT NOT NULL,
    due_original TEXT NOT NULL,               -- Day
    due          TEXT NOT NULL,               -- Day that counted at last
    asked_on     TEXT NOT NULL,               -- Day of the request that was verified
    PRIMARY KEY (ledger_item, cycle)
);
CREATE INDEX ledger_past_cycle_figures ON ledger_past_cycle (ledger_item, due_original, due, asked_on);
