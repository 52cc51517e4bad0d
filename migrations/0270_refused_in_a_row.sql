-- How many letters or text messages were refused for good since one was taken.
ALTER TABLE way_rest ADD COLUMN refused BIGINT NOT NULL DEFAULT 0;
