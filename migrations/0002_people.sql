-- Units, people, roles, sessions, one-time links.

CREATE TABLE unit (
    id       TEXT PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,           -- stable word, used as option code in questionnaires
    name_zh  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    kind     TEXT NOT NULL,                  -- UnitKind
    active   BOOLEAN NOT NULL,
    position BIGINT NOT NULL                 -- order in lists
);

CREATE TABLE person (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    login    TEXT NOT NULL UNIQUE,           -- lower case
    email    TEXT,                           -- for notices; NULL: none
    unit     TEXT REFERENCES unit (id),      -- NULL: belongs to no unit (a leader)
    password TEXT,                           -- argon2id PHC string; NULL: never set
    active   BOOLEAN NOT NULL                -- people are deactivated, never deleted
);

CREATE TABLE person_role (
    person TEXT NOT NULL REFERENCES person (id),
    role   TEXT NOT NULL,                    -- Role
    PRIMARY KEY (person, role)
);

-- The units a leader in charge (分管领导) answers for.
CREATE TABLE leader_unit (
    person TEXT NOT NULL REFERENCES person (id),
    unit   TEXT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (person, unit)
);

CREATE TABLE session (
    hash       TEXT PRIMARY KEY,             -- hex SHA-256 of the cookie's value
    person     TEXT NOT NULL REFERENCES person (id),
    started_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    carried    BYTEA                         -- a typed form on its way through a language switch or sign-in, sealed with the cookie
);
CREATE INDEX session_person ON session (person);

CREATE TABLE one_time_link (
    id         TEXT PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,         -- HMAC of the link's secret
    purpose    TEXT NOT NULL,                -- LinkPurpose: setup, password
    person     TEXT REFERENCES person (id),  -- whose password; NULL for the first administrator
    made_at    BIGINT NOT NULL,
    expires_at BIGINT,                       -- NULL: until used
    used_at    BIGINT                        -- NULL: unused
);

-- Tries to sign in by login name, existing or not, so that guessing is slowed alike.
CREATE TABLE sign_in_failure (
    login    TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    until    BIGINT NOT NULL                 -- no try is looked at before this instant
);
CREATE INDEX sign_in_failure_until ON sign_in_failure (until);
