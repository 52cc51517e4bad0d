-- What was done with a tip stays as it was written.
CREATE FUNCTION refuse_change_of_tips() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER tip_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tip_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_tips();
