-- The plan that bound as an extension was asked for and, once it is answered, as it was answered: the
-- paper a leader signed shows it, whatever the plan became since. NULL: asked before this was kept.
ALTER TABLE ledger_extension ADD COLUMN plan TEXT;  -- PlanSnapshot as JSON
