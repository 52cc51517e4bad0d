-- A mail knows by which way it goes: who hands letters over need not pass by text messages that
-- wait.
ALTER TABLE invitation_mail ADD COLUMN way TEXT NOT NULL DEFAULT 'email';   -- Way: email, phone
UPDATE invitation_mail SET way = 'phone'
WHERE seat IN (SELECT id FROM seat WHERE channel = 'phone');
DROP INDEX invitation_mail_due;
CREATE INDEX invitation_mail_due ON invitation_mail (way, state, due_at, id);
-- Counts by campaign, for the page of sending.
DROP INDEX invitation_mail_campaign;
CREATE INDEX invitation_mail_campaign ON invitation_mail (campaign, way, kind, state, reason, due_at);
-- The address of a seat is found for each letter.
CREATE INDEX address_seat ON address (seat);
