-- The next mail is found without sorting all that are due: a list has one due date.
DROP INDEX invitation_mail_due;
CREATE INDEX invitation_mail_due ON invitation_mail (state, due_at, id);
-- Counts by campaign, for the page of sending.
CREATE INDEX invitation_mail_campaign ON invitation_mail (campaign, kind, state, reason);
