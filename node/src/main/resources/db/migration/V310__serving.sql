-- When this node served: one row for each stretch without a gap. A gap is an outage, and the State gives counsel back
-- the days that it cost them (docs/decisions/0126).
CREATE TABLE serving (
    began timestamptz PRIMARY KEY,
    until timestamptz NOT NULL CHECK (until >= began)
);
