-- Cycles that ended before they were kept: their dates stand in what the forms showed. The first
-- version of a cycle that is being rectified has its original date, the last one before it was
-- reopened the date that counted; the request that was verified is the last one of the cycle.
INSERT INTO ledger_past_cycle (ledger_item, cycle, due_original, due, asked_on)
SELECT past.ledger_item, past.cycle, past.due_original, past.due, past.asked_on
FROM (SELECT r.ledger_item, r.cycle - 1 AS cycle,
          (SELECT json_extract(v.version, '$.due') FROM ledger_version v
           WHERE v.ledger_item = r.ledger_item AND v.at < r.at
             AND v.at >= COALESCE((SELECT MAX(o.at) FROM ledger_event o
                 WHERE o.ledger_item = r.ledger_item AND o.seq < r.seq AND o.deed = 'reopen'), 0)
             AND json_extract(v.version, '$.state') IN ('in_progress', 'submitted')
           ORDER BY v.revision LIMIT 1) AS due_original,
          (SELECT json_extract(v.version, '$.due') FROM ledger_version v
           WHERE v.ledger_item = r.ledger_item AND v.at < r.at
             AND json_extract(v.version, '$.state') IN ('closed', 'long_term')
           ORDER BY v.revision DESC LIMIT 1) AS due,
          (SELECT strftime('%Y-%m-%d', (MAX(a.at) + 28800000) / 1000, 'unixepoch')
           FROM ledger_event a
           WHERE a.ledger_item = r.ledger_item AND a.cycle = r.cycle - 1
             AND a.deed IN ('ask_closing', 'fix_at_once')) AS asked_on
      FROM ledger_event r WHERE r.deed = 'reopen') AS past
WHERE past.due_original IS NOT NULL AND past.due IS NOT NULL AND past.asked_on IS NOT NULL;
