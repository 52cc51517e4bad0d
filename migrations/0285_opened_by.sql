-- Who put an item into the ledger: whoever did, and agreed to its plan, does not close it as well.
ALTER TABLE ledger_item ADD COLUMN opened_by TEXT REFERENCES person (id);  -- NULL: the program
UPDATE ledger_item SET opened_by = (SELECT e.person FROM ledger_event e
    WHERE e.ledger_item = ledger_item.id AND e.deed = 'opened');
