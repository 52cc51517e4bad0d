-- The figures leave out what another unit has of a point that the reader's own has a part of: which
-- point it is stands in the indices they are counted from.
DROP INDEX ledger_item_figures;
CREATE INDEX ledger_item_figures
    ON ledger_item (unit, duty, category, state, level, due_original, due, asked_on, item);
DROP INDEX ledger_item_since;
CREATE INDEX ledger_item_since ON ledger_item (duty, unit, state, since, item);
DROP INDEX routing_figures;
CREATE INDEX routing_figures
    ON routing (unit, state, due_accept, answered_at, return_reason, item);
