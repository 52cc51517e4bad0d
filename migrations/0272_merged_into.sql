-- Of a duplicate that is voided, the item it is part of.
ALTER TABLE ledger_signature ADD COLUMN merged_into TEXT REFERENCES ledger_item (id);
