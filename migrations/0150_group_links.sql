-- The link of a group (群链接) can be replaced when it was passed on. Its code follows from its number and
-- from a key outside the database, and stands nowhere.

ALTER TABLE audience ADD COLUMN links BIGINT NOT NULL DEFAULT 1; -- how many links it has had; the last one gives seats

-- A replacement that waits for a second person.
CREATE TABLE new_link (
    audience    TEXT PRIMARY KEY REFERENCES audience (id),
    reason      TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES person (id),
    proposed_at BIGINT NOT NULL               -- Timestamp
);
