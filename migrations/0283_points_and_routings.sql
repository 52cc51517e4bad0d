-- Which items a point, or a routing, has. Those that no questionnaire raised have neither: counted
-- among the others they made an index look as if it told nothing apart, and each routing of a list
-- read the whole ledger.
DROP INDEX ledger_item_of_point;
CREATE INDEX ledger_item_of_point ON ledger_item (item) WHERE item IS NOT NULL;
CREATE INDEX ledger_item_of_routing ON ledger_item (routing, state, id) WHERE routing IS NOT NULL;
-- What the forms of a campaign are filled from.
CREATE INDEX ledger_item_of_campaign ON ledger_item (campaign, opened_at, id);
