-- The words by which a docket is found, each put through HMAC under a key of an epoch that lies outside this
-- database (docs/decisions/0091). Whoever has the rows alone cannot ask them for a word.
CREATE TABLE desk_token (
    side   text     NOT NULL,
    docket uuid     NOT NULL,
    epoch  integer  NOT NULL,
    tokens bigint[] NOT NULL,
    PRIMARY KEY (side, docket)
) PARTITION BY LIST (side);
CREATE TABLE desk_token_a PARTITION OF desk_token FOR VALUES IN ('a');
CREATE TABLE desk_token_b PARTITION OF desk_token FOR VALUES IN ('b');
CREATE INDEX desk_token_tokens ON desk_token USING gin (tokens);
GRANT TRUNCATE ON desk_token_a, desk_token_b TO ${filer};

CREATE INDEX desk_docket_emergency ON desk_docket (due, docket) WHERE open AND urgency = 0;

-- Every search for a person or an account: who, in which office, why, how much came of it. What was searched for rests sealed.
CREATE TABLE person_lookup (
    id       uuid        PRIMARY KEY,
    asked_at timestamptz NOT NULL,
    person   text        NOT NULL REFERENCES person,
    office   text        NOT NULL,
    reason   text        NOT NULL,
    found    integer     NOT NULL,
    epoch    integer     NOT NULL,
    wrapped  bytea       NOT NULL,
    sealed   bytea       NOT NULL
);
CREATE INDEX person_lookup_person ON person_lookup (person, asked_at);
CREATE INDEX person_lookup_at ON person_lookup (asked_at);
REVOKE UPDATE, DELETE ON person_lookup FROM ${filer};
GRANT SELECT, UPDATE (epoch, wrapped) ON person_lookup TO ${eraser};

-- Addresses of calendars, as hashes: whoever reads this table can read nobody's.
CREATE TABLE calendar_address (
    hash     bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
    person   text        NOT NULL UNIQUE REFERENCES person,
    language text        NOT NULL,
    made_at  timestamptz NOT NULL
);
