-- The day a leader wrote on a paper that the office recorded: papers and the story tell it, and not the
-- day it was typed. NULL: they acted themselves.
ALTER TABLE ledger_event ADD COLUMN signed_on TEXT;
