-- Leases in a row that ended without a letter and without a word.
ALTER TABLE invitation_mail ADD COLUMN lapses BIGINT NOT NULL DEFAULT 0;
