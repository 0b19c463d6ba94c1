-- Comparisons with the order, done beside what people do. Who asked finds the result here and files
-- it; the act is the record, and this is not. What an exhibit holds is content, so that the result
-- and the columns that somebody named lie here under the vault's key.
CREATE TABLE evidence_comparison (
    exhibit      bytea       PRIMARY KEY CHECK (octet_length(exhibit) = 32),
    person       text        NOT NULL REFERENCES person,
    office       text        NOT NULL,
    asked_at     timestamptz NOT NULL,
    columns      bytea,
    state        text        NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'STOPPED', 'DONE', 'FAILED')),
    why          text        NOT NULL DEFAULT '', -- it failed: FROZEN, GONE, BROKE, DIED
    begun        integer     NOT NULL DEFAULT 0,  -- how often; after a kill it is begun again
    stage        text        NOT NULL DEFAULT '',
    bytes_read   bigint      NOT NULL DEFAULT 0,
    within       bigint      NOT NULL DEFAULT 0,
    outside      bigint      NOT NULL DEFAULT 0,
    unread       bigint      NOT NULL DEFAULT 0,
    stop         boolean     NOT NULL DEFAULT false,
    outcome      bytea,
    ended_at     timestamptz
);
CREATE INDEX evidence_comparison_open ON evidence_comparison (asked_at) WHERE state IN ('WAITING', 'RUNNING');
