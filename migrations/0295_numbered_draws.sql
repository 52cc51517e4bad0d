-- Draws are numbered: whoever draws says how many there were, so that of two presses at once one draws.
ALTER TABLE ledger_draw ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
UPDATE ledger_draw SET number = (
    SELECT COUNT(*) FROM ledger_draw d
    WHERE d.at < ledger_draw.at OR (d.at = ledger_draw.at AND d.seed <= ledger_draw.seed)
);
CREATE UNIQUE INDEX ledger_draw_by_number ON ledger_draw (number);
