-- The day until which a unit was to answer before a new version of the calendar moved it; NULL: never moved.
ALTER TABLE routing ADD COLUMN due_before TEXT;
