-- Seats that are given at the door: group links (群链接) and rooms (现场). Neither table knows a seat.

ALTER TABLE audience ADD COLUMN until TEXT;   -- Day; the last day of a group link, NULL: that of the campaign

-- A room: a head count that cannot grow. Which seats are a room's follows from its place in the row of
-- rooms and from a key outside the database; how many of them were given is written nowhere.
CREATE TABLE room (
    pool         TEXT NOT NULL REFERENCES pool (id),
    number       BIGINT NOT NULL,             -- among the rooms of the pool
    audience     TEXT NOT NULL REFERENCES audience (id),
    name         TEXT NOT NULL,
    seats        BIGINT NOT NULL,             -- people who were counted
    first        BIGINT NOT NULL,             -- seats of the pool's venues that earlier rooms took
    day          TEXT NOT NULL,               -- Day on which it lets people in; nothing finer is kept
    state        TEXT NOT NULL,               -- RoomState: proposed, open
    opened_by    TEXT NOT NULL REFERENCES person (id),
    confirmed_by TEXT REFERENCES person (id), -- the second person; NULL for a venue's first room
    PRIMARY KEY (pool, number),
    CHECK (confirmed_by <> opened_by)
);
