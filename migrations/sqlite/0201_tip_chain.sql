-- What was done with a tip stays as it was written.
CREATE TRIGGER tip_event_no_update BEFORE UPDATE ON tip_event
BEGIN SELECT RAISE(ABORT, 'the story of tips is append-only'); END;
CREATE TRIGGER tip_event_no_delete BEFORE DELETE ON tip_event
BEGIN SELECT RAISE(ABORT, 'the story of tips is append-only'); END;
