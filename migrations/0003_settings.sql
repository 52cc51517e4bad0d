-- What the office sets up: single settings, vocabularies of the plan, the working-day calendar.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- A member of a closed vocabulary (`domain` 1.2); retired members stay for old records.
CREATE TABLE vocabulary (
    word_set TEXT NOT NULL,                 -- risk_category, key_area, step, …
    code     TEXT NOT NULL,                 -- stable word
    zh       TEXT NOT NULL,
    en       TEXT NOT NULL,
    position BIGINT NOT NULL,
    unit     TEXT REFERENCES unit (id),     -- area map: the unit this routes to by default
    active   BOOLEAN NOT NULL,
    PRIMARY KEY (word_set, code)
);

-- Days that differ from plain Monday to Friday.
CREATE TABLE calendar_day (
    day  TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                     -- DayKind: holiday, makeup
    name TEXT NOT NULL
);

CREATE TABLE calendar_year (
    year     BIGINT PRIMARY KEY,
    standing TEXT NOT NULL,                 -- published, provisional
    source   TEXT NOT NULL                  -- the notice it follows
);
