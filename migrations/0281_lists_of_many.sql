-- Every order with all that a list is narrowed by, the distilled item included: it says whether
-- somebody's own unit has a part of the same point. So a page and its total read the index alone.
DROP INDEX ledger_item_by_deadline;
DROP INDEX ledger_item_by_state;
DROP INDEX ledger_item_by_unit;
CREATE INDEX ledger_item_by_deadline
    ON ledger_item (deadline, id, unit, campaign, state, asked_standing, item);
CREATE INDEX ledger_item_by_state
    ON ledger_item (state, deadline, id, unit, campaign, asked_standing, item);
CREATE INDEX ledger_item_by_unit
    ON ledger_item (unit, deadline, id, state, campaign, asked_standing, item);
-- What says whose turn it is, and what a lot is drawn from.
CREATE INDEX ledger_item_by_turn ON ledger_item
    (state, unit, deadline, asked_standing, sent_back, reviewer, item, person_responsible, asked_by,
     leader_in_charge, level, approvers, starred, drawn, cycle);
CREATE INDEX ledger_item_of_point ON ledger_item (item);

-- Returned routings as they came, and what units have, without their rows.
DROP INDEX routing_in_state;
CREATE INDEX routing_in_state ON routing (state, routed_at, id, unit, item, duty);
DROP INDEX routing_unit;
CREATE INDEX routing_unit ON routing (unit, state, item, id);

-- Routings that wait for an answer, by the day they have.
CREATE INDEX routing_due ON routing (state, due_accept);

-- Requests for more time that nobody answered.
CREATE INDEX ledger_extension_unanswered ON ledger_extension (asked_on, ledger_item)
    WHERE decided_by IS NULL;
