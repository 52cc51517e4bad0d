-- The desk: what became of each raw text, what was distilled from it, and what was released to
-- units. Raw text stands in none of these tables; ids of texts are random and tell no order.

CREATE TABLE disposition (
    text     TEXT PRIMARY KEY,                -- id of the raw text, which lies sealed elsewhere
    pool     TEXT NOT NULL REFERENCES pool (id),
    campaign TEXT NOT NULL REFERENCES campaign (id),
    state    TEXT NOT NULL,                   -- TextState, but for received and tip, which have no row
    reason   TEXT,                            -- AsideReason, for a text set aside
    author   TEXT NOT NULL REFERENCES person (id),   -- who dealt with it
    reader   TEXT REFERENCES person (id),     -- who confirmed that it is set aside
    CHECK (reader <> author)
);
CREATE INDEX disposition_campaign ON disposition (campaign, state);

CREATE TABLE item (
    id            TEXT PRIMARY KEY,
    campaign      TEXT NOT NULL REFERENCES campaign (id),
    state         TEXT NOT NULL,              -- ItemState
    text          TEXT NOT NULL,              -- the distilled text
    category      TEXT NOT NULL,              -- vocabulary risk_category
    area          TEXT,                       -- vocabulary key_area
    aspect        TEXT,                       -- vocabulary aspect
    unit          TEXT NOT NULL REFERENCES unit (id),     -- the unit it is to go to
    author        TEXT NOT NULL REFERENCES person (id),   -- who wrote it as it is
    second_reader TEXT REFERENCES person (id),            -- who cleared it
    support       TEXT,                       -- Support, frozen at the release
    revision      BIGINT NOT NULL,            -- counts changes: what was cleared is what was read
    CHECK (second_reader <> author)
);
CREATE INDEX item_campaign ON item (campaign, state);

-- Which raw texts an item was distilled from.
CREATE TABLE lineage (
    item TEXT NOT NULL REFERENCES item (id),
    text TEXT NOT NULL,
    PRIMARY KEY (item, text)
);
CREATE INDEX lineage_text ON lineage (text);

-- What was said about an item on its way between author and second reader.
CREATE TABLE item_remark (
    item   TEXT NOT NULL REFERENCES item (id),
    number BIGINT NOT NULL,                   -- 1, 2, 3 within the item
    act    TEXT NOT NULL,                     -- ItemAct
    person TEXT NOT NULL REFERENCES person (id),
    at     BIGINT NOT NULL,
    remark TEXT NOT NULL,                     -- '' for none
    PRIMARY KEY (item, number)
);

-- A release (批次) of all that waits for some units.
CREATE TABLE batch (
    id          TEXT PRIMARY KEY,
    campaign    TEXT NOT NULL REFERENCES campaign (id),
    released_at BIGINT NOT NULL,
    released_by TEXT NOT NULL REFERENCES person (id)
);

-- An item on its way to a unit (交办).
CREATE TABLE routing (
    id            TEXT PRIMARY KEY,
    item          TEXT NOT NULL REFERENCES item (id),
    unit          TEXT NOT NULL REFERENCES unit (id),
    batch         TEXT NOT NULL REFERENCES batch (id),
    state         TEXT NOT NULL,              -- RoutingState
    routed_at     BIGINT NOT NULL,
    due_accept    TEXT NOT NULL,              -- Day, until 24:00
    answered_at   BIGINT,
    answered_by   TEXT REFERENCES person (id),
    return_reason TEXT,                       -- ReturnReason
    return_text   TEXT,                       -- the unit's own words
    proposed_unit TEXT REFERENCES unit (id)   -- whose matter it is, as the unit sees it
);
CREATE INDEX routing_unit ON routing (unit, state);
CREATE INDEX routing_item ON routing (item);

-- A tip (问题线索), sealed. It does not say from which text it came, nor who handed it over.
CREATE TABLE tip (
    id        TEXT PRIMARY KEY,
    campaign  TEXT NOT NULL REFERENCES campaign (id),
    handed_on TEXT NOT NULL                   -- Day
);

-- One copy for each discipline officer, under that officer's own key.
CREATE TABLE tip_copy (
    tip    TEXT NOT NULL REFERENCES tip (id),
    person TEXT NOT NULL REFERENCES person (id),
    sealed BYTEA NOT NULL,
    PRIMARY KEY (tip, person)
);
