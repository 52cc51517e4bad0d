-- What the program destroyed because its last day had come: sealed ballots that nobody opened, an
-- auditor's package that nobody took. Published on the check page.

CREATE TABLE expiry (
    pool TEXT NOT NULL REFERENCES pool (id),
    what TEXT NOT NULL,                       -- Expiring: ballots, package
    at   BIGINT NOT NULL,
    PRIMARY KEY (pool, what)
);
