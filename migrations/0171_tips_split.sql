-- A tip whose general part (the rest, which warns nobody) the officer gave back to the desk: the part
-- took the tip's place among the texts, and the tip counts no more.
ALTER TABLE tip ADD COLUMN given_back BOOLEAN NOT NULL DEFAULT FALSE;

-- How many texts of a campaign concerned the office's own level and left sealed on paper for the
-- level above. Nothing else is kept of them.
CREATE TABLE tip_upwards (
    campaign TEXT PRIMARY KEY REFERENCES campaign (id),
    sent     BIGINT NOT NULL
);
