-- How many letters were handed over without a word in return since anything was said.
ALTER TABLE way_rest ADD COLUMN silent BIGINT NOT NULL DEFAULT 0;
