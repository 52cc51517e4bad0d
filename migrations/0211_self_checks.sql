-- 附件一: a person's own search for risk points, one for each campaign. It is its writer's alone until
-- it is handed in to the head of the unit.
CREATE TABLE self_check (
    id           TEXT PRIMARY KEY,
    person       TEXT NOT NULL REFERENCES person (id),
    campaign     TEXT NOT NULL REFERENCES campaign (id),
    unit         TEXT NOT NULL REFERENCES unit (id),  -- the writer's, when written last
    state        TEXT NOT NULL,                       -- SelfCheckState
    points       TEXT NOT NULL,                       -- SelfPoint rows as JSON
    revision     BIGINT NOT NULL,                     -- counts changes
    handed_in_on TEXT,                                -- Day
    opinion      TEXT,                                -- the reviewer's, said last
    reviewed_by  TEXT REFERENCES person (id),
    reviewed_on  TEXT,                                -- Day
    UNIQUE (person, campaign),
    CHECK (reviewed_by IS NULL OR reviewed_by <> person)
);
CREATE INDEX self_check_unit ON self_check (unit, state);
