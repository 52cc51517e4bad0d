-- 抽查: items drawn by lot to be looked at on the spot. Seed and frame are kept, so that the draw can be
-- made again by anyone and gives the same items.
CREATE TABLE ledger_draw (
    seed   TEXT PRIMARY KEY,                  -- hex, 32 bytes
    at     BIGINT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    frame  TEXT NOT NULL,                     -- ids of the items it was drawn from, as JSON
    count  BIGINT NOT NULL                    -- how many were to be drawn
);
ALTER TABLE ledger_item ADD COLUMN drawn BOOLEAN NOT NULL DEFAULT FALSE;
