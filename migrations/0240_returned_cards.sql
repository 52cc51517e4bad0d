-- Cards that came back are counted as they were listed, and not guessed at.

ALTER TABLE card_return ADD COLUMN revision BIGINT NOT NULL DEFAULT 0; -- one more each time cards are listed
ALTER TABLE card_return ADD COLUMN miscount BIGINT; -- a count that was not the number listed; NULL: none
