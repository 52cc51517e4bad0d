-- When the dates of an item are looked at again, so that a look reads what has something to be found
-- and not every date. Whatever changes the item or the calendar takes both back.
ALTER TABLE ledger_item ADD COLUMN look_on TEXT NOT NULL DEFAULT '';   -- Day; '': now; the last of all days: not as it stands
ALTER TABLE ledger_item ADD COLUMN note_due TEXT NOT NULL DEFAULT '';  -- Day by which a note on progress is wanted that was asked for; '': none
UPDATE ledger_item SET look_on = '9999-12-31'
    WHERE state NOT IN ('open', 'plan_review', 'in_progress');
CREATE INDEX ledger_item_look ON ledger_item (look_on);
CREATE INDEX ledger_item_notes ON ledger_item (unit, note_due, look_on) WHERE state = 'in_progress';
-- Rungs were looked for by these.
DROP INDEX ledger_item_deadline;
