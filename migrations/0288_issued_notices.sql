-- What a 督办通知书 said as it was issued, beside the text: who leads and who supports, the category, the
-- day of the answer. A paper that was signed for does not change with what is decided later.
ALTER TABLE routing ADD COLUMN issued TEXT;  -- Issued as JSON; NULL: routed before there was this column
