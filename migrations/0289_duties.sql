-- What office and supervision owe: verdicts by the day closing was asked for, another look at what is
-- long-term, and what was taken over under red. Who opened an item says whose turn it is not.
DROP INDEX ledger_item_by_turn;
CREATE INDEX ledger_item_by_turn ON ledger_item
    (state, unit, deadline, asked_standing, sent_back, reviewer, item, person_responsible, asked_by,
     leader_in_charge, level, approvers, starred, drawn, cycle, opened_by, asked_on);
CREATE INDEX ledger_item_review ON ledger_item (review_on) WHERE state = 'long_term';
CREATE INDEX warning_red ON warning (ledger_item) WHERE rung = 'red';
