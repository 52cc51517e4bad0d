-- Issuing: on which sheet a card's code stands, so that the codes of a lost sheet can be voided. It
-- knows no seat and keeps no order on the sheet; gone with the codes when the pool has opened.
CREATE TABLE card (
    h           BYTEA PRIMARY KEY,            -- HMAC of the code, as in token
    sheet       TEXT NOT NULL,
    returned_in TEXT                          -- the return that lists it while nobody has counted it
) WITHOUT ROWID;
CREATE INDEX card_of_sheet ON card (sheet);
