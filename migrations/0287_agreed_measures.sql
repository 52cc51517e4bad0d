-- The words of a measure in the plan as it was approved last: a changed plan under review is set beside
-- them. NULL: no part of that plan.
ALTER TABLE measure ADD COLUMN agreed TEXT;
UPDATE measure SET agreed = words WHERE NOT retired AND ledger_item IN (SELECT id FROM ledger_item
    WHERE plan IS NOT NULL AND state IN ('in_progress', 'submitted', 'verifying', 'closed', 'long_term'));
