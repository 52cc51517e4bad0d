-- A list (名单) that waits to be confirmed, and the hash of one that is frozen.

ALTER TABLE audience ADD COLUMN list_hash TEXT;  -- hex SHA-256 of the sorted list, from launch on; NULL without a list

-- Issuing: an uploaded list before anyone confirmed it. One an audience; gone once it is imported
-- or discarded, with the launch, or after a day.
CREATE TABLE waiting_list (
    audience    TEXT PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,         -- what the confirming page was drawn from
    lines       BYTEA NOT NULL,               -- the file's lines under the address key
    decisions   BYTEA NOT NULL,               -- where the addresses stand and what the office decided, under the same key
    uploaded_at BIGINT NOT NULL,
    whole       BIGINT NOT NULL,              -- addresses to be imported; 0 as long as nobody confirmed
    done        BIGINT NOT NULL,              -- how many are
    lease_until BIGINT NOT NULL               -- the import is under way until then
);
