-- 集体议: the record of the meeting in its parts, in place of one text about it.
ALTER TABLE ledger_item DROP COLUMN discussion;
ALTER TABLE ledger_item ADD COLUMN meeting TEXT;  -- Meeting as JSON; NULL: found otherwise
