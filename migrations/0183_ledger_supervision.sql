-- What the supervision group asks of an item beyond its plan, and what the plan says beyond measures.
ALTER TABLE ledger_item ADD COLUMN starred BOOLEAN NOT NULL DEFAULT FALSE;  -- 重点标注
ALTER TABLE ledger_item ADD COLUMN visited_by TEXT REFERENCES person (id);  -- 现场核验 of this request for closing
ALTER TABLE ledger_item ADD COLUMN means TEXT NOT NULL DEFAULT '[]';        -- 督促整改方式: codes as JSON
ALTER TABLE ledger_item ADD COLUMN gaps TEXT NOT NULL DEFAULT '[]';         -- Gap codes as JSON
ALTER TABLE ledger_item ADD COLUMN monitoring TEXT;                         -- 监控方式: code in vocabulary monitoring
