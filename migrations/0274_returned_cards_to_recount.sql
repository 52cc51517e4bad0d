-- A list of cards that came back was taken back, because two counts of the paper were not its number,
-- and none was written since: whoever runs the campaign has to look.
ALTER TABLE audience ADD COLUMN recount BOOLEAN NOT NULL DEFAULT FALSE;
