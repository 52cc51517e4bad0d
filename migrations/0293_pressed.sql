-- Forms that send something at once and create nothing: a key that came with one is taken once.
-- Forgotten after a day.
CREATE TABLE pressed (
    key        TEXT PRIMARY KEY,
    pressed_at BIGINT NOT NULL
);
