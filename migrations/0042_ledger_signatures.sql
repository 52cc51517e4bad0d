-- The first of two signatures under an act of the ledger (转长期, 作废). It counts only for the revision
-- it was given for: whatever changes the item takes it back.
CREATE TABLE ledger_signature (
    ledger_item TEXT PRIMARY KEY REFERENCES ledger_item (id),
    revision    BIGINT NOT NULL,
    act         TEXT NOT NULL,                -- ledger Act
    person      TEXT NOT NULL REFERENCES person (id),
    who         TEXT NOT NULL,                -- Who: in what capacity
    words       TEXT NOT NULL,                -- the reason
    review_on   TEXT,                         -- Day, for 转长期
    at          BIGINT NOT NULL
);

-- The day a long-term item is looked at again.
ALTER TABLE ledger_item ADD COLUMN review_on TEXT;
