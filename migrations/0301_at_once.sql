-- Whether the plan of an item is one that was put right at once (立查立改) and no chain of review has
-- agreed to: it stays so while a change of it is reviewed. Of old rows the story tells: the last word
-- that froze a plan was no approval.
ALTER TABLE ledger_item ADD COLUMN at_once BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE ledger_item SET at_once = TRUE
WHERE EXISTS (SELECT 1 FROM ledger_event e
              WHERE e.ledger_item = ledger_item.id AND e.deed = 'fix_at_once')
  AND NOT EXISTS (SELECT 1 FROM ledger_event e
                  WHERE e.ledger_item = ledger_item.id AND e.deed = 'approve'
                    AND e.state = 'in_progress');
