-- Complaints, as their acts say: a projection, made anew from the acts where a row is missing. Under return_key a
-- complaint is found by its code, which is nowhere: the key between the two is not in this database.
CREATE TABLE complaint (
    docket       uuid        PRIMARY KEY,
    return_key   bytea       NOT NULL UNIQUE CHECK (octet_length(return_key) = 32),
    position     bigint      NOT NULL UNIQUE, -- of its first act
    filed        timestamptz NOT NULL,
    acknowledged timestamptz,
    decided      timestamptz,
    latest       timestamptz NOT NULL,
    awaits       text        NOT NULL CHECK (awaits IN ('BODY', 'PERSON', 'NOBODY'))
);
CREATE INDEX complaint_open ON complaint (position) WHERE awaits = 'BODY';

-- What was sent along: named in an act by its hash, sealed under a key outside the database, opened by no parser.
CREATE TABLE complaint_file (
    docket uuid  NOT NULL,
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    sealed bytea NOT NULL,
    PRIMARY KEY (docket, sha256)
);
REVOKE UPDATE, DELETE ON complaint_file FROM ${filer};
