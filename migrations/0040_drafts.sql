-- Every state a draft has had: what changed, by whom, and a way back.
CREATE TABLE questionnaire_draft (
    questionnaire TEXT NOT NULL REFERENCES questionnaire (id),
    revision      BIGINT NOT NULL,            -- the draft's revision that this was
    document      TEXT NOT NULL,              -- Document as JSON
    what          TEXT NOT NULL,              -- Edit's word, or create
    place         TEXT NOT NULL,              -- the question it was about; empty: none
    saved_at      BIGINT NOT NULL,
    saved_by      TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (questionnaire, revision)
);
