-- Issuing: what an address was before it was changed, so that the list of the launch can be read as long
-- as there are addresses. Gone with them.
ALTER TABLE address_change ADD COLUMN was_h BYTEA;      -- keyed hash of the address of the launch; NULL: waits
ALTER TABLE address_change ADD COLUMN was_sealed BYTEA; -- that address under the address key
ALTER TABLE address_change ADD COLUMN confirmed_on TEXT; -- Day
