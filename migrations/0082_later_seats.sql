-- Seats added after the launch (补发名额): proposed by the office, confirmed by a person of the
-- supervision group. They form an audience of their own in the pool; number and day are published.

ALTER TABLE audience ADD COLUMN added_on TEXT;              -- Day; NULL for audiences of the launch
ALTER TABLE pool ADD COLUMN later BIGINT NOT NULL DEFAULT 0; -- seats added after the launch, part of invited
ALTER TABLE pool ADD COLUMN later_on TEXT;                  -- Day the last of them were added

-- Issuing: what waits to be confirmed. One a campaign; gone once it is confirmed or declined.
CREATE TABLE later_seats (
    campaign    TEXT PRIMARY KEY,
    id          TEXT NOT NULL,               -- what the confirming page was drawn from
    audience    TEXT NOT NULL,               -- whom they are like
    seats       BIGINT NOT NULL,
    addresses   BYTEA,                       -- under the address key; NULL for cards
    reason      TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL
);
