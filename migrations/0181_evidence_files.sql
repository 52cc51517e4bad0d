-- Several files a measure and cycle: evidence anew, without the constraint that allowed one.
CREATE TABLE evidence_file (
    id       TEXT PRIMARY KEY,
    measure  TEXT NOT NULL REFERENCES measure (id),
    cycle    BIGINT NOT NULL,
    at       BIGINT NOT NULL,                 -- when it was filed
    name     TEXT NOT NULL,                   -- fit for a download
    media    TEXT NOT NULL,                   -- Media, by content
    size     BIGINT NOT NULL,
    sha256   TEXT NOT NULL,                   -- hex, over bytes
    remark   TEXT,                            -- what it shows
    bytes    BYTEA NOT NULL                   -- pictures without EXIF and other notes
);
INSERT INTO evidence_file (id, measure, cycle, at, name, media, size, sha256, remark, bytes)
    SELECT id, measure, cycle, 0, name, media, size, sha256, remark, bytes FROM evidence;
DROP TABLE evidence;
ALTER TABLE evidence_file RENAME TO evidence;
CREATE INDEX evidence_measure ON evidence (measure, cycle);
