-- Answers to routings beyond the routing itself, and the ledger: items, measures, evidence, story.

-- What the office or the leading group decided on a returned routing.
CREATE TABLE routing_decision (
    routing TEXT PRIMARY KEY REFERENCES routing (id),
    act     TEXT NOT NULL,                    -- routing Act: uphold, reroute, adjudicate
    person  TEXT NOT NULL REFERENCES person (id),
    at      BIGINT NOT NULL,
    words   TEXT NOT NULL,                    -- the reason, or the record of the meeting
    to_unit TEXT REFERENCES unit (id)         -- for reroute
);

-- The file that goes with a return for "already rectified".
CREATE TABLE routing_evidence (
    routing TEXT PRIMARY KEY REFERENCES routing (id),
    name    TEXT NOT NULL,                    -- fit for a download
    media   TEXT NOT NULL,                    -- Media, by content
    sha256  TEXT NOT NULL,                    -- hex, over bytes
    bytes   BYTEA NOT NULL
);

CREATE TABLE ledger_item (
    id                 TEXT PRIMARY KEY,
    campaign           TEXT NOT NULL REFERENCES campaign (id),
    unit               TEXT NOT NULL REFERENCES unit (id),
    item               TEXT REFERENCES item (id),            -- distilled item; NULL: not from a questionnaire
    routing            TEXT UNIQUE REFERENCES routing (id),  -- whose acceptance opened it, once
    source             TEXT NOT NULL,         -- Source
    state              TEXT NOT NULL,         -- LedgerState
    cycle              BIGINT NOT NULL,       -- 1, and one more each time it is reopened
    revision           BIGINT NOT NULL,       -- counts changes: two people cannot overwrite each other
    round              BIGINT NOT NULL,       -- counts reviews of the plan
    name               TEXT NOT NULL,         -- 风险点名称
    content            TEXT NOT NULL,         -- 主要内容及表现形式
    category           TEXT NOT NULL,         -- code in vocabulary risk_category
    discussion         TEXT,                  -- 集体议: date, participants, conclusion
    level              BIGINT CHECK (level BETWEEN 1 AND 4),
    cause              TEXT,                  -- 成因
    person_responsible TEXT REFERENCES person (id),
    leader_in_charge   TEXT REFERENCES person (id),
    due_plan           TEXT NOT NULL,         -- Day the plan is to be handed in
    due_planned        TEXT,                  -- Day the unit plans
    due_original       TEXT,                  -- Day fixed at the first approval of the cycle, never changed
    due                TEXT,                  -- Day that counts: the original, or what was granted
    tip_question       TEXT NOT NULL,         -- TipQuestion
    completion         TEXT,                  -- 完成情况
    asked_by           TEXT REFERENCES person (id),  -- who asked for closing
    asked_on           TEXT,                  -- Day; lateness stands still from here
    sent_back          BOOLEAN NOT NULL,      -- the last word was to send it back
    conclusion         TEXT,                  -- the verifier's
    outcome            TEXT,                  -- one line for the public
    closed_by          TEXT REFERENCES person (id),
    plan               TEXT,                  -- PlanSnapshot as JSON, as approved last
    plan_hash          TEXT,                  -- hex SHA-256 of plan
    opened_at          BIGINT NOT NULL,
    CHECK (state <> 'closed' OR (closed_by IS NOT NULL AND asked_by IS NOT NULL
           AND closed_by <> asked_by AND closed_by <> person_responsible
           AND closed_by <> leader_in_charge))
);
CREATE INDEX ledger_item_unit ON ledger_item (unit);

-- 整改措施, one line each. A measure dropped from the plan is retired: its files stay.
CREATE TABLE measure (
    id          TEXT PRIMARY KEY,
    ledger_item TEXT NOT NULL REFERENCES ledger_item (id),
    position    BIGINT NOT NULL,
    words       TEXT NOT NULL,
    retired     BOOLEAN NOT NULL
);
CREATE INDEX measure_ledger_item ON measure (ledger_item);

-- One file a measure and cycle.
CREATE TABLE evidence (
    id       TEXT PRIMARY KEY,
    measure  TEXT NOT NULL REFERENCES measure (id),
    cycle    BIGINT NOT NULL,
    name     TEXT NOT NULL,                   -- fit for a download
    media    TEXT NOT NULL,                   -- Media, by content
    size     BIGINT NOT NULL,
    sha256   TEXT NOT NULL,                   -- hex, over bytes
    remark   TEXT,                            -- what it shows
    bytes    BYTEA NOT NULL,                  -- pictures without EXIF and other notes
    UNIQUE (measure, cycle)
);

-- The story of an item; append-only. Approvals and progress notes are moments of it.
CREATE TABLE ledger_event (
    ledger_item TEXT NOT NULL REFERENCES ledger_item (id),
    seq         BIGINT NOT NULL,              -- 1, 2, 3 within the item
    at          BIGINT NOT NULL,
    person      TEXT REFERENCES person (id),  -- NULL: the program
    who         TEXT NOT NULL,                -- Who: in what capacity
    deed        TEXT NOT NULL,                -- opened, filed, or a ledger Act
    state       TEXT NOT NULL,                -- LedgerState it led to
    cycle       BIGINT NOT NULL,
    round       BIGINT NOT NULL,              -- the review it belongs to
    words       TEXT,                         -- reason, note, conclusion, name of a file
    plan_hash   TEXT,                         -- what was agreed to
    PRIMARY KEY (ledger_item, seq)
);

-- What a campaign prints on its forms (附件四, 附件六) beside the rows.
CREATE TABLE form_heading (
    campaign     TEXT PRIMARY KEY REFERENCES campaign (id),
    title_prefix TEXT NOT NULL,               -- what every title begins with
    filers       TEXT NOT NULL,               -- 填报单位为…
    recipient    TEXT NOT NULL,               -- 上报…
    plan_due     TEXT NOT NULL,               -- Day annex 4 is due
    ledger_due   TEXT NOT NULL                -- Day annex 6 is due
);
