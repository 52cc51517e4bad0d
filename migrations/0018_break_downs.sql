-- Results by group: declared before the launch, frozen after the opening.

ALTER TABLE pool ADD COLUMN broken_down_by TEXT NOT NULL DEFAULT '';  -- codes of at most three questions, a blank between

-- A question by one or two attributes, as it is shown for ever. Pages and exports read only these.
CREATE TABLE frozen_break_down (
    pool      TEXT NOT NULL REFERENCES pool (id),
    question  TEXT NOT NULL,                  -- question code
    by_first  TEXT NOT NULL,                  -- code of the attribute
    by_second TEXT NOT NULL,                  -- of the other one of a pair, '' for none
    position  BIGINT NOT NULL,
    body      TEXT NOT NULL,                  -- FrozenBreakDown as JSON, suppressed figures without numbers
    PRIMARY KEY (pool, question, by_first, by_second)
);
