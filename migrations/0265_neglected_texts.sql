-- What ended with its pool's raw texts because nobody had dealt with it in time: unread, not confirmed,
-- not cleared, or cleared and ready but never released. `expired` holds those alone that too few had said.

ALTER TABLE text_purge ADD COLUMN neglected BIGINT NOT NULL DEFAULT 0;
