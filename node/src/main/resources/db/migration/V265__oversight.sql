-- What acts add to the patterns that oversight is told of: codes, times and who acted, nothing that an act says in
-- words. Follows the acts table with a cursor of its own and can be made anew at any time (docs/decisions/0116).
CREATE TABLE oversight_trial (
    docket  uuid        NOT NULL,
    act     bytea       NOT NULL,
    pattern text        NOT NULL,
    whose   text        NOT NULL, -- s:XA, a:XA.court, p: and a person's id
    trials  integer     NOT NULL CHECK (trials > 0),
    hits    integer     NOT NULL CHECK (hits BETWEEN 0 AND trials),
    at      timestamptz NOT NULL,
    PRIMARY KEY (docket, act, pattern)
);
CREATE INDEX oversight_trial_at ON oversight_trial (at);
CREATE INDEX oversight_trial_whose ON oversight_trial (pattern, whose, at);
