-- The one extension of a campaign's last day (延期): proposed by the office, confirmed by a person
-- who may hold the passphrase. All pools of the campaign move with it.

ALTER TABLE campaign ADD COLUMN extended_from TEXT;  -- Day; the last day before it was extended, NULL if it never was

CREATE TABLE extension (
    campaign     TEXT PRIMARY KEY REFERENCES campaign (id),
    closes_on    TEXT NOT NULL,               -- Day; the last day from then on
    remind_on    TEXT,                        -- Day of the mail that says so; NULL without addresses
    reason       TEXT NOT NULL,
    proposed_by  TEXT NOT NULL REFERENCES person (id),
    proposed_at  BIGINT NOT NULL,
    confirmed_by TEXT REFERENCES person (id),
    confirmed_at BIGINT,
    CHECK (confirmed_by <> proposed_by)
);
