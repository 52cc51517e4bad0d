-- Notices of a cancelling and of an extension go before other mails: without these they would be looked
-- for among all that waits of their campaign.
CREATE INDEX invitation_mail_cancellation ON invitation_mail (campaign, way, state, kind, due_at, id)
    WHERE kind = 'cancellation';
CREATE INDEX invitation_mail_extension ON invitation_mail (campaign, way, state, kind, due_at, id)
    WHERE kind = 'extension';
