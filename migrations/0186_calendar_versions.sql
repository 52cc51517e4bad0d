-- What a year of the working-day calendar said after each change, and the notice it was taken from.
CREATE TABLE calendar_version (
    year     BIGINT NOT NULL REFERENCES calendar_year (year),
    version  BIGINT NOT NULL,                 -- 1, 2, 3 within the year
    at       BIGINT NOT NULL,
    person   TEXT NOT NULL REFERENCES person (id),
    standing TEXT NOT NULL,                   -- YearStanding
    source   TEXT NOT NULL,                   -- title and number of the notice
    days     TEXT NOT NULL,                   -- day,kind,name: a line for each day that differs
    name     TEXT,                            -- of the notice as a file; NULL: none was given
    media    TEXT,
    sha256   TEXT,                            -- hex, over bytes
    bytes    BYTEA,
    PRIMARY KEY (year, version)
);
