-- What a robot of the office's chat (企业微信、政务微信、钉钉) was told: once a working day, counts alone.
CREATE TABLE robot_post (
    day         TEXT PRIMARY KEY,             -- Day
    state       TEXT NOT NULL,                -- queued, sent, parked
    due_at      BIGINT NOT NULL,
    attempts    BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    fence       BIGINT NOT NULL,
    reason      TEXT NOT NULL                 -- a code without any address
);
