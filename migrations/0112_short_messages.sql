-- Short messages (短信) to the audiences of channel phone: the office's words, and when numbers and
-- links left the house as a file. No number, code or seat stands here.

CREATE TABLE short_text (
    audience TEXT PRIMARY KEY REFERENCES audience (id),
    words    TEXT NOT NULL                    -- ShortText, with its places for link and last day
);

CREATE TABLE message_export (
    audience    TEXT NOT NULL REFERENCES audience (id),
    kind        TEXT NOT NULL,                -- MailKind: invitation, reminder, extension
    times       BIGINT NOT NULL,              -- 1, and one more each time all links were voided and made anew
    numbers     BIGINT NOT NULL,              -- in the newest file
    exported_by TEXT NOT NULL REFERENCES person (id),
    exported_at BIGINT NOT NULL,
    PRIMARY KEY (audience, kind)
);
