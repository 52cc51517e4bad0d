-- 代录: what the head of the leading group decided on paper about a return, with its scan.
ALTER TABLE routing_decision ADD COLUMN recorded_by TEXT REFERENCES person (id);  -- NULL: they decided themselves
ALTER TABLE routing_decision ADD COLUMN signed_on TEXT;                           -- Day written on the paper

CREATE TABLE routing_scan (
    routing TEXT PRIMARY KEY REFERENCES routing (id),
    name    TEXT NOT NULL,                    -- fit for a download
    media   TEXT NOT NULL,                    -- Media, by content
    sha256  TEXT NOT NULL,                    -- hex, over bytes
    bytes   BYTEA NOT NULL
);
