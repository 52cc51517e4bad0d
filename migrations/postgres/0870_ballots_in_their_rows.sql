-- A sealed ballot of a few KiB stays in its row. Random bytes cannot be compressed, so trying to is
-- lost time, and a table beside this one for pieces of 2 KB, with an index of its own, costs more to
-- write than the ballot itself.
ALTER TABLE staging SET (toast_tuple_target = 8160);
ALTER TABLE staging ALTER COLUMN sealed SET STORAGE EXTERNAL;
