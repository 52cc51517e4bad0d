-- Cancelling a launched campaign (撤销): proposed by the office, confirmed by a person who may hold
-- the passphrase. Keys, ballots, codes and, once people were told, addresses are destroyed.

ALTER TABLE campaign ADD COLUMN cancelled_on TEXT;  -- Day; NULL unless it was cancelled

CREATE TABLE cancelling (
    campaign     TEXT PRIMARY KEY REFERENCES campaign (id),
    reason       TEXT NOT NULL,
    proposed_by  TEXT NOT NULL REFERENCES person (id),
    proposed_at  BIGINT NOT NULL,
    confirmed_by TEXT REFERENCES person (id),
    confirmed_at BIGINT,
    cleared_at   BIGINT,                      -- when nothing of it was left; NULL until then
    CHECK (confirmed_by <> proposed_by)
);
