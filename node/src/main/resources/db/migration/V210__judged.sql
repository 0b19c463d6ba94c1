-- What judges of this State and, where a partner discloses it, of others declined or narrowed: by codes alone, so that a bench can say
-- how often the same was asked before. It follows the acts table like the other tables of the desks (docs/decisions/0090, 0097).
CREATE TABLE desk_judged (
    side     text        NOT NULL,
    docket   uuid        NOT NULL,
    act      bytea       NOT NULL,
    state    text        NOT NULL, -- whose judge
    outcome  text        NOT NULL CHECK (outcome IN ('DECLINED', 'NARROWED')),
    measure  text        NOT NULL,
    article  integer     NOT NULL, -- of the Convention; 0 where none was named
    partner  text        NOT NULL,
    tests    text[]      NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (side, docket, act)
) PARTITION BY LIST (side);
CREATE TABLE desk_judged_a PARTITION OF desk_judged FOR VALUES IN ('a');
CREATE TABLE desk_judged_b PARTITION OF desk_judged FOR VALUES IN ('b');
CREATE INDEX desk_judged_same ON desk_judged (state, measure, article, partner, at DESC);
GRANT TRUNCATE ON desk_judged_a, desk_judged_b TO ${filer};
