-- Issuing: files of lists that some node reads at present. One an audience, gone once it is read.
-- A row that is not renewed is that of a node that ended in the middle: nothing of its file was kept.
CREATE TABLE list_reading (
    audience    TEXT PRIMARY KEY,
    id          TEXT NOT NULL,                -- this reading, drawn anew for each
    uploaded_by TEXT NOT NULL,                -- person
    begun_at    BIGINT NOT NULL,
    renewed_at  BIGINT NOT NULL               -- every few seconds while it is read
);
