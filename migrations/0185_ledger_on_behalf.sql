-- 代录: a leader's decision on paper, recorded by the office with its scan. Both names stand in the story.
ALTER TABLE ledger_event ADD COLUMN recorded_by TEXT REFERENCES person (id);  -- NULL: they acted themselves

CREATE TABLE ledger_scan (
    id          TEXT PRIMARY KEY,
    ledger_item TEXT NOT NULL REFERENCES ledger_item (id),
    at          BIGINT NOT NULL,
    leader      TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    signed_on   TEXT NOT NULL,                -- Day written on the paper
    name        TEXT NOT NULL,                -- fit for a download
    media       TEXT NOT NULL,                -- Media, by content
    size        BIGINT NOT NULL,
    sha256      TEXT NOT NULL,                -- hex, over bytes
    bytes       BYTEA NOT NULL,
    CHECK (leader <> recorded_by)
);
CREATE INDEX ledger_scan_item ON ledger_scan (ledger_item);
