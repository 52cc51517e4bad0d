-- A date that was met is kept: nothing is due soon of an item whose closing was asked for.
UPDATE ledger_item SET asked_standing = 'on_time' WHERE asked_standing = 'soon';
