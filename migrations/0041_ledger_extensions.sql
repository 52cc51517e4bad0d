-- Extensions of a ledger item's due date (时限延期): what the unit asked, what was answered.
CREATE TABLE ledger_extension (
    ledger_item TEXT NOT NULL REFERENCES ledger_item (id),
    seq         BIGINT NOT NULL,              -- 1, 2, 3 within the item
    cycle       BIGINT NOT NULL,
    asked_by    TEXT NOT NULL REFERENCES person (id),
    asked_on    TEXT NOT NULL,                -- Day
    reason      TEXT NOT NULL,                -- ExtensionReason
    words       TEXT NOT NULL,                -- the reason in words
    progress    TEXT NOT NULL,                -- how far the measures are
    until       TEXT NOT NULL,                -- Day asked for
    is_late     BOOLEAN NOT NULL,             -- 逾期补报
    decided_by  TEXT REFERENCES person (id),  -- NULL: no answer; after two working days refused
    decided_on  TEXT,                         -- Day
    granted     BOOLEAN,
    answer      TEXT,                         -- why not, or under which condition
    PRIMARY KEY (ledger_item, seq),
    CHECK (decided_by IS NULL OR (decided_by <> asked_by AND decided_on IS NOT NULL
           AND granted IS NOT NULL))
);
