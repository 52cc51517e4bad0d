-- Whether whoever changed a ledger item did so for the unit that has it: they judge nothing of it,
-- wherever they belong later. Of old changes the unit a person belongs to now tells.
ALTER TABLE ledger_version ADD COLUMN for_unit BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE ledger_version SET for_unit = TRUE WHERE EXISTS (
    SELECT 1 FROM person p CROSS JOIN ledger_item l
    WHERE p.id = ledger_version.person AND l.id = ledger_version.ledger_item AND p.unit = l.unit);
