-- How many mails of a campaign went how far, once the mails themselves are deleted.
CREATE TABLE mail_end (
    campaign TEXT NOT NULL REFERENCES campaign (id),
    way      TEXT NOT NULL,                   -- Way
    kind     TEXT NOT NULL,                   -- MailKind
    state    TEXT NOT NULL,                   -- sent, parked
    reason   TEXT NOT NULL,                   -- why they were not sent, a code; empty for none
    mails    BIGINT NOT NULL,
    PRIMARY KEY (campaign, way, kind, state, reason)
);
