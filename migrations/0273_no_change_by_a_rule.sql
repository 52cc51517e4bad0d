-- A letter that came back by a rule of the other side (status 5.7) says nothing against its address: no
-- change of one waits on its strength.
DELETE FROM address_change WHERE confirmed_by IS NULL AND refusal LIKE 'bounced_5.7.%';
