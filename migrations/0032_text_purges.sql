-- The end of raw texts (anonymity, decision 12): their rows and their key are destroyed 30 days
-- after the last batch, at the latest 180 days after the opening. What was distilled stays.

CREATE TABLE text_purge (
    pool      TEXT PRIMARY KEY REFERENCES pool (id),
    begun_at  BIGINT NOT NULL,                -- from then on nobody reads a text of the pool
    expired   BIGINT NOT NULL,                -- texts that nothing was released of by then: not adopted
    is_done   BOOLEAN NOT NULL                -- rows and key are gone
);
