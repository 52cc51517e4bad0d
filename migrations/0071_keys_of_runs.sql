-- The run whose keys the sheets, texts and credentials of a pool are under, once it was opened: a run
-- lays them under names of its own.
ALTER TABLE pool_opening ADD COLUMN keys_run BIGINT;
