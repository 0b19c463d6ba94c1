-- Exhibits that this node sealed and that no timestamp authority has stamped by themselves yet.
CREATE TABLE awaited_exhibit (
    sha256    bytea       PRIMARY KEY CHECK (octet_length(sha256) = 32),
    sealed_at timestamptz NOT NULL
);

-- What authorities said of exhibits by themselves (RFC 3161). The reply proves itself; the columns
-- beside it are there to find and to show it. One by a trial authority may be followed by another.
CREATE TABLE exhibit_stamp (
    sha256    bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    trial     boolean     NOT NULL,
    reply     bytea       NOT NULL,
    told_at   timestamptz NOT NULL,
    not_after timestamptz NOT NULL,
    signer    text        NOT NULL,
    ends_at   timestamptz NOT NULL,
    PRIMARY KEY (sha256, trial)
);
REVOKE UPDATE, DELETE ON exhibit_stamp FROM ${filer};
