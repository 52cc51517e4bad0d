-- Who decided on a return, the office or the leading group: what the leading group decides is a 会商裁定,
-- whichever unit gets the matter. Of old rows the number of units tells that had returned it by then.
ALTER TABLE routing_decision ADD COLUMN who TEXT NOT NULL DEFAULT 'office';  -- Who
UPDATE routing_decision SET who = 'group_head'
WHERE act = 'adjudicate' OR 2 <= (SELECT COUNT(DISTINCT x.unit) FROM routing r
    JOIN routing x ON x.item = r.item AND x.duty = 'lead' AND x.return_reason IS NOT NULL
        AND x.routed_at <= r.routed_at
    WHERE r.id = routing_decision.routing AND r.duty = 'lead');
