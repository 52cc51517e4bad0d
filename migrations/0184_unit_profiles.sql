-- What a unit does: 职能职责, its posts, and the steps they take part in. The unit writes it itself.
CREATE TABLE unit_profile (
    unit       TEXT PRIMARY KEY REFERENCES unit (id),
    duties     TEXT NOT NULL,                 -- 职能职责
    posts      TEXT NOT NULL,                 -- Post rows as JSON
    revision   BIGINT NOT NULL,
    changed_by TEXT NOT NULL REFERENCES person (id),
    changed_at BIGINT NOT NULL
);
