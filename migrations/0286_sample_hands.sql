-- Who had distilled, linked, set aside or second-read a text as it was drawn: none of them settles what
-- the sample's reader found of it, whatever becomes of the text meanwhile.
ALTER TABLE desk_sample_text ADD COLUMN hands TEXT NOT NULL DEFAULT '';  -- ids, blanks between
UPDATE desk_sample_text SET hands =
    COALESCE((SELECT d.author || ' ' || COALESCE(d.reader, '') FROM disposition d
        WHERE d.text = desk_sample_text.text), '') || ' ' ||
    COALESCE((SELECT i.author || ' ' || COALESCE(i.second_reader, '') FROM lineage l
        JOIN item i ON i.id = l.item WHERE l.text = desk_sample_text.text), '');
