-- What the reader of a sample found unfaithful is dealt with: supervision sees whether it was.

ALTER TABLE desk_sample_text ADD COLUMN is_dealt_with BOOLEAN NOT NULL DEFAULT FALSE;
