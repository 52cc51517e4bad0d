-- 主办、协办: a point goes to one unit that answers for it, and a part of it to others beside it. Each
-- has a routing and, once it took its part on, a ledger item of its own.
ALTER TABLE routing ADD COLUMN duty TEXT NOT NULL DEFAULT 'lead';      -- routing Duty
ALTER TABLE ledger_item ADD COLUMN duty TEXT NOT NULL DEFAULT 'lead';  -- routing Duty
CREATE INDEX routing_duty ON routing (duty, item);

-- Units named to support an item that waits for its batch; the release turns each into a routing.
CREATE TABLE item_co_unit (
    item     TEXT NOT NULL REFERENCES item (id),
    unit     TEXT NOT NULL REFERENCES unit (id),
    named_by TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (item, unit)
);
