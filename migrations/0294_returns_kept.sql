-- When and by whom a routing was returned. The answer keeps the last word alone: a unit that took it
-- on after the office upheld it wrote over the time of its return.
ALTER TABLE routing ADD COLUMN returned_at BIGINT;                         -- NULL: not returned, or nobody knows any more when
ALTER TABLE routing ADD COLUMN returned_by TEXT REFERENCES person (id);
UPDATE routing SET returned_at = answered_at, returned_by = answered_by
    WHERE return_reason IS NOT NULL AND state NOT IN ('accepted', 'deemed');
-- Of what was taken on since, the trail tells.
UPDATE routing SET
    returned_at = (SELECT MIN(a.at) FROM audit_entry a
        WHERE a.act = 'routings.return' AND a.subject = routing.id),
    returned_by = (SELECT MIN(p.id) FROM audit_entry a JOIN person p ON p.id = a.actor
        WHERE a.act = 'routings.return' AND a.subject = routing.id)
    WHERE return_reason IS NOT NULL AND state IN ('accepted', 'deemed');
