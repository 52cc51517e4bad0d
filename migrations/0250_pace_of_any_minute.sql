-- Plans hold for any sixty seconds, not for minutes of the clock.

-- The plan of a way in shares: each is used up, and free again a minute after its last letter. All
-- rows stand here from the start (store::pace, SHARES).
CREATE TABLE plan_share (
    way     TEXT NOT NULL,                    -- Way: email, phone
    share   BIGINT NOT NULL,                  -- from 0
    sent    BIGINT NOT NULL,                  -- since it was last free
    last_at BIGINT NOT NULL,                  -- when the last of them left
    PRIMARY KEY (way, share)
);
INSERT INTO plan_share (way, share, sent, last_at)
SELECT ways.way, shares.share, 0, 0
FROM (SELECT 'email' AS way UNION ALL SELECT 'phone') AS ways,
     (SELECT 0 AS share UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3
      UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7
      UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11) AS shares;

-- A domain likewise, with those that wait for it.
ALTER TABLE domain_pace RENAME COLUMN minute TO last_at;
ALTER TABLE domain_pace RENAME COLUMN in_minute TO sent;
ALTER TABLE domain_pace ADD COLUMN waiting BIGINT NOT NULL DEFAULT 0;

-- Leases in a row that ended without a letter and without a word; of mails see 0850.
ALTER TABLE digest_mail ADD COLUMN lapses BIGINT NOT NULL DEFAULT 0;
ALTER TABLE robot_post ADD COLUMN lapses BIGINT NOT NULL DEFAULT 0;
