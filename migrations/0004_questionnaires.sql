-- Questionnaires: a draft that is edited, and versions that are frozen.

CREATE TABLE questionnaire (
    id       TEXT PRIMARY KEY,
    template TEXT,                            -- audience code of the plan's template it came from
    draft    TEXT NOT NULL,                   -- Document as JSON
    revision BIGINT NOT NULL,                 -- counts changes of the draft: two editors cannot overwrite each other
    retired  BOOLEAN NOT NULL,                -- hidden from new campaigns
    position BIGINT NOT NULL
);

CREATE TABLE questionnaire_version (
    id            TEXT PRIMARY KEY,
    questionnaire TEXT NOT NULL REFERENCES questionnaire (id),
    number        BIGINT NOT NULL,            -- 1, 2, 3 within the questionnaire
    document      TEXT NOT NULL,              -- Document as JSON, never changed
    sha256        TEXT NOT NULL,              -- hex, over the document's bytes
    published_at  BIGINT NOT NULL,
    published_by  TEXT NOT NULL REFERENCES person (id),
    UNIQUE (questionnaire, number)
);
