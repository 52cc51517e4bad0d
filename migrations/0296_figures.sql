-- The figures count what is alike where it lies, and read none of the items and events themselves.
-- The day an item's clock began, that of its routing where it has one: the number of days from 1970 to
-- it, as days are counted in China (UTC+8).
ALTER TABLE ledger_item ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
UPDATE ledger_item SET since = (COALESCE((SELECT r.routed_at FROM routing r
    WHERE r.id = ledger_item.routing), opened_at) + 28800000) / 86400000;
CREATE INDEX ledger_item_figures
    ON ledger_item (unit, duty, category, state, level, due_original, due, asked_on);
CREATE INDEX ledger_item_since ON ledger_item (duty, unit, state, since);
CREATE INDEX ledger_event_of_deed ON ledger_event (deed, ledger_item, seq, at);
CREATE INDEX ledger_extension_granted ON ledger_extension (ledger_item) WHERE granted;
CREATE INDEX routing_figures ON routing (unit, state, due_accept, answered_at, return_reason);
