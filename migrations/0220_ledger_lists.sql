-- What lists of the ledger are narrowed and ordered by. All of it follows from the item itself
-- (domain::ledger::Derived) and is written with it; a list of many reads a page and not the table.
ALTER TABLE ledger_item ADD COLUMN deadline TEXT NOT NULL DEFAULT '9999-12-31';  -- Day that counts now; the last of all days: none
ALTER TABLE ledger_item ADD COLUMN reviewer TEXT NOT NULL DEFAULT '';            -- Who: whose agreement the plan waits for
ALTER TABLE ledger_item ADD COLUMN asked_standing TEXT NOT NULL DEFAULT '';      -- how it stood as closing was asked for: on_time, soon, late; '': judged by the day
ALTER TABLE ledger_item ADD COLUMN approvers TEXT NOT NULL DEFAULT '';           -- who agreed to the plan as it stands, blanks between
UPDATE ledger_item SET deadline = CASE
        WHEN state IN ('closed', 'long_term', 'void') THEN '9999-12-31'
        WHEN due IS NOT NULL THEN due
        WHEN state = 'plan_review' THEN '9999-12-31'
        ELSE due_plan END,
    asked_standing = CASE
        WHEN asked_on IS NULL THEN ''
        WHEN asked_on > due THEN 'late'
        ELSE 'on_time' END,
    reviewer = CASE
        WHEN state <> 'plan_review' THEN ''
        ELSE (SELECT CASE COUNT(DISTINCT e.who) WHEN 0 THEN 'office' WHEN 1 THEN 'leader_in_charge'
                     WHEN 2 THEN 'supervision_head' ELSE 'group_head' END
              FROM ledger_event e
              WHERE e.ledger_item = ledger_item.id AND e.round = ledger_item.round
                AND e.deed = 'approve') END,
    approvers = COALESCE((SELECT MAX(e.person) || ' ' FROM ledger_event e
            WHERE e.ledger_item = ledger_item.id AND e.round = ledger_item.round
                AND e.deed = 'approve' AND e.who = 'office'), '') ||
        COALESCE((SELECT MAX(e.person) || ' ' FROM ledger_event e
            WHERE e.ledger_item = ledger_item.id AND e.round = ledger_item.round
                AND e.deed = 'approve' AND e.who = 'leader_in_charge'), '') ||
        COALESCE((SELECT MAX(e.person) || ' ' FROM ledger_event e
            WHERE e.ledger_item = ledger_item.id AND e.round = ledger_item.round
                AND e.deed = 'approve' AND e.who = 'supervision_head'), '') ||
        COALESCE((SELECT MAX(e.person) || ' ' FROM ledger_event e
            WHERE e.ledger_item = ledger_item.id AND e.round = ledger_item.round
                AND e.deed = 'approve' AND e.who = 'group_head'), '');
-- Each order with the columns a list is narrowed by, so that counting reads the index alone.
CREATE INDEX ledger_item_by_deadline
    ON ledger_item (deadline, id, unit, campaign, state, asked_standing);
CREATE INDEX ledger_item_by_state
    ON ledger_item (state, deadline, id, unit, campaign, asked_standing);
CREATE INDEX ledger_item_by_unit
    ON ledger_item (unit, deadline, id, state, campaign, asked_standing);
DROP INDEX ledger_item_unit;

-- A unit's routings, those that wait for its answer first; and returned ones as they came.
CREATE INDEX routing_of_unit ON routing
    (unit, (CASE WHEN state IN ('routed', 'upheld', 'adjudicated') THEN 0 ELSE 1 END), due_accept, id);
CREATE INDEX routing_in_state ON routing (state, routed_at, id);

-- Cleared items of a campaign, in the order of their random ids.
CREATE INDEX item_of_campaign ON item (campaign, id, state, unit);

-- Rungs in the order they are told in, with all that says to whom: the unit of an item never changes.
ALTER TABLE warning ADD COLUMN unit TEXT NOT NULL DEFAULT '';
UPDATE warning SET unit = (SELECT l.unit FROM ledger_item l WHERE l.id = warning.ledger_item);
CREATE INDEX warning_told ON warning (day DESC, unit, due, ledger_item, rung);
