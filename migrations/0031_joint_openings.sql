-- Joint openings (合并启封): pools of one campaign that are opened as one population. The joint
-- pool is a pool of its own, with new keys; its members keep nothing but their counts.

ALTER TABLE pool ADD COLUMN joint TEXT REFERENCES pool (id);  -- the joint pool it is opened with; NULL: by itself
ALTER TABLE pool ADD COLUMN is_joint BOOLEAN NOT NULL DEFAULT FALSE;

-- What the members of a joint pool were asked in common is a questionnaire_version with a number
-- below zero.

-- What one person proposed; gone when the other side agreed or somebody proposed anew.
CREATE TABLE joint_proposal (
    campaign TEXT PRIMARY KEY REFERENCES campaign (id),
    side     TEXT NOT NULL,                   -- Side: office, supervision
    person   TEXT NOT NULL REFERENCES person (id),
    reason   TEXT NOT NULL,
    at       BIGINT NOT NULL
);

CREATE TABLE joint_proposal_pool (
    campaign TEXT NOT NULL REFERENCES joint_proposal (campaign),
    pool     TEXT NOT NULL REFERENCES pool (id),
    PRIMARY KEY (campaign, pool)
);
