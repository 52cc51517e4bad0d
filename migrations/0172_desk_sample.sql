-- The faithfulness sample of a campaign: who reads it, and what the draw followed from.
CREATE TABLE desk_sample (
    campaign TEXT PRIMARY KEY REFERENCES campaign (id),
    reader   TEXT NOT NULL REFERENCES person (id),
    named_by TEXT NOT NULL REFERENCES person (id),
    drawn_at BIGINT NOT NULL,
    seed     TEXT NOT NULL
);

-- The frame: every text that was settled when it was drawn. None of them can leave as a tip any more.
CREATE TABLE desk_sample_text (
    campaign TEXT NOT NULL REFERENCES desk_sample (campaign),
    text     TEXT NOT NULL,                   -- id of the raw text; stays when the text is gone
    pool     TEXT NOT NULL REFERENCES pool (id),
    is_drawn BOOLEAN NOT NULL,
    verdict  TEXT,                            -- Verdict, once it was read
    remark   BYTEA,                           -- under the pool's text key, and gone with it
    PRIMARY KEY (campaign, text)
);
