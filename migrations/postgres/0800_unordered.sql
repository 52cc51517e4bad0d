-- Tables that must keep no order. Issuing and collecting share no key. PostgreSQL's xmin and ctid
-- show who wrote when for as long as a row lives: rows are written in one sorted rewrite at the
-- opening (`anonymity`, section 13).

-- Issuing: one person's right to one ballot. Created before launch in random order with a random
-- filler in bh, so that issuing changes a row in place.
CREATE TABLE seat (
    id      TEXT PRIMARY KEY,
    pool    TEXT NOT NULL,
    channel TEXT NOT NULL,
    issued  BIGINT NOT NULL,                  -- 0 or 1
    bh      BYTEA NOT NULL                    -- 32 bytes
);
CREATE INDEX seat_pool ON seat (pool);

-- Issuing: a way to reach a seat.
CREATE TABLE token (
    h    BYTEA PRIMARY KEY,                   -- HMAC of the code
    seat TEXT NOT NULL
);

-- Issuing: an address, encrypted; gone when its pool has opened.
CREATE TABLE address (
    id       TEXT PRIMARY KEY,
    audience TEXT NOT NULL,
    h        BYTEA NOT NULL,                  -- keyed hash, to find doubles
    sealed   BYTEA NOT NULL,                  -- the address under the address key
    seat     TEXT,                            -- from launch on
    opted_out BOOLEAN NOT NULL,
    UNIQUE (audience, h)
);

-- Issuing: a mail to be sent; no body and no code is ever stored.
CREATE TABLE invitation_mail (
    id          TEXT PRIMARY KEY,
    campaign    TEXT NOT NULL,
    seat        TEXT NOT NULL,
    kind        TEXT NOT NULL,                -- invitation, reminder
    state       TEXT NOT NULL,                -- queued, sent, parked
    due_at      BIGINT NOT NULL,              -- not before
    attempts    BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    fence       BIGINT NOT NULL,              -- number of the lease: a late worker changes nothing
    reason      TEXT NOT NULL,                -- why it was parked or put off, a code without any address; '' for none
    UNIQUE (seat, kind)
);
CREATE INDEX invitation_mail_due ON invitation_mail (state, due_at);

-- Collecting: sealed ballots until the opening. Order may show; it is assumed known.
CREATE TABLE staging (
    pool   TEXT NOT NULL,
    nf     BYTEA NOT NULL,                    -- nullifier
    chk    BYTEA NOT NULL,                    -- tells a repeat from a second ballot
    sealed BYTEA NOT NULL,
    PRIMARY KEY (pool, nf)
);

-- Collecting: an opened ballot's closed answers, under the pool's sheet key.
CREATE TABLE sheet (
    pool   TEXT NOT NULL,
    id     TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (pool, id)
);

-- Collecting: a detached text, under the pool's text key.
CREATE TABLE text (
    pool   TEXT NOT NULL,
    id     TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (pool, id)
);

-- Collecting: what receipts are compared with.
CREATE TABLE leaf (
    pool TEXT NOT NULL,
    leaf BYTEA NOT NULL,
    PRIMARY KEY (pool, leaf)
);

-- Collecting: nonce and signature of each ballot, for the auditor, under a key of their own. Ids are
-- drawn at random and given in the order of the nonces; no nonce stands here in the open.
CREATE TABLE credential (
    pool   TEXT NOT NULL,
    id     TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (pool, id)
);
