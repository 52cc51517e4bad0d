-- Issuing: what mailing knows beyond its mails. Tables that must keep no order (see 0800).

-- The codes a mail carried, one for each time it was written, so that a refusal for good can void
-- them. Says by which mailing a code went out; which code a seat was spent with stands nowhere.
CREATE TABLE mail_token (
    h    BYTEA PRIMARY KEY,                   -- HMAC of the code, as in token
    mail TEXT NOT NULL                        -- invitation_mail
) WITHOUT ROWID;
CREATE INDEX mail_token_mail ON mail_token (mail);

-- What stands in the link that stops the mails: a random id that knows an address and no seat.
CREATE TABLE opt_out (
    id      TEXT PRIMARY KEY,
    address TEXT NOT NULL UNIQUE
) WITHOUT ROWID;

-- A new address in place of one that was refused for good: by two persons, once.
CREATE TABLE address_change (
    address      TEXT PRIMARY KEY,            -- the row it changes
    h            BYTEA NOT NULL,              -- keyed hash of the new address
    sealed       BYTEA NOT NULL,              -- the new address under the address key
    refusal      TEXT NOT NULL,               -- the refusal it answers, a code
    proposed_by  TEXT NOT NULL,               -- person
    confirmed_by TEXT                         -- another person; NULL: waits
) WITHOUT ROWID;

-- The pace of one receiving domain: how its plan is used up, and until when it rests.
CREATE TABLE domain_pace (
    h          BYTEA PRIMARY KEY,             -- HMAC of the domain: no list of domains lies here
    minute     BIGINT NOT NULL,               -- the minute up to which its plan is given away
    in_minute  BIGINT NOT NULL,               -- letters given to that minute
    rest_until BIGINT NOT NULL,
    failures   BIGINT NOT NULL                -- slow or broken handovers in a row
) WITHOUT ROWID;
