-- The few among a hundred thousand that the page of sending looks for: without these it would look at
-- all of them.
CREATE INDEX invitation_mail_parked ON invitation_mail (campaign, seat, reason) WHERE state = 'parked';
CREATE INDEX address_opted_out ON address (audience, seat) WHERE opted_out;
