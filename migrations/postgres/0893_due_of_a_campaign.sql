-- The next mail is looked for campaign by campaign: a list that waits because its campaign is paused
-- costs the others nothing.
DROP INDEX invitation_mail_due;
CREATE INDEX invitation_mail_due ON invitation_mail (campaign, way, state, due_at, id, kind);
