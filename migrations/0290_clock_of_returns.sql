-- The day a unit's limits count from, where a return waited for its decision: the working days of the
-- wait are nobody's but the office's.
ALTER TABLE routing ADD COLUMN counts_from TEXT;  -- Day
