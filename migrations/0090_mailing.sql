-- Sending at a plan: what was handed over, whether the relay rests, and what the office decides.

-- The office paused the mails of a campaign.
ALTER TABLE campaign ADD COLUMN mail_paused BOOLEAN NOT NULL DEFAULT FALSE;
-- Days of the second and third reminder; NULL for none.
ALTER TABLE campaign ADD COLUMN remind_on_2 TEXT;
ALTER TABLE campaign ADD COLUMN remind_on_3 TEXT;
-- How many addresses of the pool were changed after the launch; published.
ALTER TABLE pool ADD COLUMN changed_addresses BIGINT NOT NULL DEFAULT 0;
-- Wants no daily notice of what waits.
ALTER TABLE person ADD COLUMN no_digest BOOLEAN NOT NULL DEFAULT FALSE;

-- Letters handed to the relay in a minute, kept for an hour: the plan and the speed.
CREATE TABLE mail_minute (
    minute BIGINT PRIMARY KEY,                -- minutes since 1970
    sent   BIGINT NOT NULL
);

-- Letters handed to the relay on a day: the daily quota, over restarts.
CREATE TABLE mail_day (
    day  TEXT PRIMARY KEY,                    -- Day
    sent BIGINT NOT NULL
);

-- The relay, while it cannot be spoken to: one row for all nodes.
CREATE TABLE relay_rest (
    name     TEXT PRIMARY KEY,                -- always 'relay'
    until    BIGINT NOT NULL,                 -- nobody knocks before this instant
    failures BIGINT NOT NULL,                 -- in a row
    reason   TEXT NOT NULL                    -- a code without any address
);

-- The letter of one audience, where it differs from the campaign's.
CREATE TABLE audience_letter (
    audience  TEXT PRIMARY KEY REFERENCES audience (id),
    subject   TEXT NOT NULL,
    text      TEXT NOT NULL,
    link_text TEXT NOT NULL
);

-- The daily notice to a person: counts are read when it is written, none is stored.
CREATE TABLE digest_mail (
    id          TEXT PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (id),
    day         TEXT NOT NULL,                -- Day
    state       TEXT NOT NULL,                -- queued, sent, parked
    due_at      BIGINT NOT NULL,
    attempts    BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    fence       BIGINT NOT NULL,
    reason      TEXT NOT NULL,
    UNIQUE (person, day)
);
