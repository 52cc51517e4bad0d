-- Campaigns, their pools and audiences, and who holds the passphrase. Totals only: nothing here
-- knows a seat or a ballot.

CREATE TABLE campaign (
    id            TEXT PRIMARY KEY,
    state         TEXT NOT NULL,              -- CampaignState: draft, launched, opened, archived
    name_zh       TEXT NOT NULL,              -- 专项工作名称
    name_en       TEXT NOT NULL,
    issuer_zh     TEXT NOT NULL,              -- full name of the issuing body
    issuer_en     TEXT NOT NULL,
    telephone     TEXT NOT NULL,              -- whom respondents may call
    notice_url    TEXT NOT NULL,              -- the issuing body's own notice, '' for none
    privacy_zh    TEXT NOT NULL,              -- who handles addresses, why, how long, contact
    privacy_en    TEXT NOT NULL,
    tips_to       TEXT NOT NULL,              -- telephone of the discipline commission, beside 12388
    opens_on      TEXT,                       -- Day; collecting begins 00:00
    closes_on     TEXT,                       -- Day; collecting ends 24:00
    remind_on     TEXT,                       -- Day of the one reminder; NULL for none
    mail_subject  TEXT NOT NULL,              -- of invitations, Chinese
    mail_text     TEXT NOT NULL,              -- the office's own words above the link
    plain_path    BOOLEAN NOT NULL,           -- the path without script is offered
    revision      BIGINT NOT NULL,            -- counts changes
    created_at    BIGINT NOT NULL,
    launched_at   BIGINT,
    opened_at     BIGINT,
    copied_from   TEXT REFERENCES campaign (id)
);

-- A pool (调查组): one audience, or several with one questionnaire that open together.
CREATE TABLE pool (
    id             TEXT PRIMARY KEY,
    campaign       TEXT NOT NULL REFERENCES campaign (id),
    code           TEXT NOT NULL UNIQUE,      -- 8 Crockford characters, the public id in links
    state          TEXT NOT NULL,             -- PoolState: planned, collecting, opening, opened, destroyed
    name_zh        TEXT NOT NULL,
    name_en        TEXT NOT NULL,
    questionnaire  TEXT REFERENCES questionnaire (id),
    version        TEXT REFERENCES questionnaire_version (id),  -- frozen at launch
    position       BIGINT NOT NULL,
    issuer_spki    BYTEA,                     -- public issuer key (DER), from launch on
    fingerprint    TEXT,                      -- 16 Crockford characters of its hash
    closing_public BYTEA,                     -- public closing key (X25519)
    ballot_size    BIGINT,                    -- bytes every ballot is filled up to before sealing
    invited        BIGINT,                    -- seats at launch
    ballots        BIGINT,                    -- after the opening
    spoiled        BIGINT,                    -- after the opening
    leaf_hash      TEXT,                      -- SHA-256 of the leaf file, after the opening
    opened_at      BIGINT
);
CREATE INDEX pool_campaign ON pool (campaign);

-- An audience (调查对象) of a pool: who is asked, and how they are reached.
CREATE TABLE audience (
    id       TEXT PRIMARY KEY,
    pool     TEXT NOT NULL REFERENCES pool (id),
    name_zh  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    channel  TEXT NOT NULL,                   -- Channel: email, card
    cards    BIGINT NOT NULL,                 -- cards to print, for channel card
    printed  BOOLEAN NOT NULL,                -- the cards were printed: each is printed once
    addresses BIGINT NOT NULL,                -- addresses on its list, for channel email
    position BIGINT NOT NULL
);
CREATE INDEX audience_pool ON audience (pool);

-- Counts by channel, written at the opening by the issuing side alone.
CREATE TABLE pool_close (
    pool    TEXT NOT NULL REFERENCES pool (id),
    channel TEXT NOT NULL,
    invited BIGINT NOT NULL,
    issued  BIGINT NOT NULL,
    PRIMARY KEY (pool, channel)
);

-- Who typed the campaign's passphrase back and holds a copy (anonymity, decision 5).
CREATE TABLE passphrase_holder (
    campaign TEXT NOT NULL REFERENCES campaign (id),
    person   TEXT NOT NULL REFERENCES person (id),
    held_at  BIGINT NOT NULL,
    PRIMARY KEY (campaign, person)
);

-- Participation as everyone sees it, computed once a day in coarse steps (decision 8).
CREATE TABLE pool_progress (
    pool  TEXT PRIMARY KEY REFERENCES pool (id),
    day   TEXT NOT NULL,                      -- as of 00:00 of this day
    label TEXT NOT NULL                       -- Progress: below_10 (seats), or a percentage
);

-- Figures frozen after the opening: disclosed tables as JSON. Pages and exports read only these.
CREATE TABLE frozen_table (
    pool     TEXT NOT NULL REFERENCES pool (id),
    question TEXT NOT NULL,                   -- question code
    position BIGINT NOT NULL,
    body     TEXT NOT NULL,                   -- FrozenTable as JSON, suppressed cells without numbers
    PRIMARY KEY (pool, question)
);

-- A discipline officer's key: tips are sealed to it, only the officer's passphrase opens it.
CREATE TABLE discipline_key (
    person  TEXT PRIMARY KEY REFERENCES person (id),
    public  BYTEA NOT NULL,
    wrapped BYTEA NOT NULL,                   -- the secret key under the officer's passphrase
    made_at BIGINT NOT NULL,
    typed_at BIGINT                           -- when the passphrase was typed back; NULL: not in use
);
