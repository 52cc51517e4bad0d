-- A text that is handed over leaves its place on the desk behind, with other words in it, and is
-- counted there. Those handed over before left none and are counted by their rows, as before.
ALTER TABLE tip ADD COLUMN left_place BOOLEAN NOT NULL DEFAULT FALSE;

-- On which day a discipline officer was last in the room of tips: the trail has one line a day.
CREATE TABLE tip_room (
    person     TEXT PRIMARY KEY REFERENCES person (id),
    entered_on TEXT NOT NULL                  -- Day
);
