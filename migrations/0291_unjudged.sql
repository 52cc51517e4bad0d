-- Lists are narrowed by the day closing was asked for: what of it nobody has judged in time.
DROP INDEX ledger_item_by_deadline;
DROP INDEX ledger_item_by_state;
DROP INDEX ledger_item_by_unit;
CREATE INDEX ledger_item_by_deadline
    ON ledger_item (deadline, id, unit, campaign, state, asked_standing, item, asked_on);
CREATE INDEX ledger_item_by_state
    ON ledger_item (state, deadline, id, unit, campaign, asked_standing, item, asked_on);
CREATE INDEX ledger_item_by_unit
    ON ledger_item (unit, deadline, id, state, campaign, asked_standing, item, asked_on);
