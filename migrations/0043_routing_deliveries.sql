-- 送达: who of the unit first opened a routing. Silence counts as acceptance, and this shows that the
-- paper had arrived.
CREATE TABLE routing_delivery (
    routing TEXT PRIMARY KEY REFERENCES routing (id),
    person  TEXT NOT NULL REFERENCES person (id),
    at      BIGINT NOT NULL
);

CREATE INDEX routing_batch ON routing (batch, unit);
