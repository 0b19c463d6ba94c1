-- What renewed the timestamp of an exhibit by itself, before its certificates ended; once each, and never changed.
CREATE TABLE renewed_exhibit (
    sha256  bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    trial   boolean     NOT NULL,
    number  integer     NOT NULL,
    reply   bytea       NOT NULL,
    hashes  text        NOT NULL, -- the SHA-256s of the tokens that it stamps
    told_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (sha256, trial, number),
    FOREIGN KEY (sha256, trial) REFERENCES exhibit_stamp
);
REVOKE UPDATE, DELETE ON renewed_exhibit FROM ${filer};
CREATE INDEX exhibit_stamp_ends ON exhibit_stamp (ends_at);
