-- What samples are drawn from: one row for each request, by what it says in codes, as of when it came here. Follows
-- the acts table with a cursor of its own; a row never changes, so that who draws by a query can be checked later
-- (docs/decisions/0120).
CREATE TABLE draw_candidate (
    act       bytea  PRIMARY KEY,
    docket    uuid   NOT NULL,
    position  bigint NOT NULL,
    direction text   NOT NULL CHECK (direction IN ('OUTGOING', 'INCOMING')),
    partner   text   NOT NULL,
    measure   text   NOT NULL,
    urgency   text   NOT NULL,
    day       date   NOT NULL
);
CREATE INDEX draw_candidate_docket ON draw_candidate (docket);

-- The dockets of draws, in the order in which they were begun.
CREATE TABLE draw (
    docket   uuid   PRIMARY KEY,
    position bigint NOT NULL UNIQUE
);
