-- Which acts of partners are held: a projection of the acts table, filled by its own cursor.
CREATE TABLE partner_act (
    digest bytea PRIMARY KEY,
    author text  NOT NULL
);
CREATE INDEX partner_act_author ON partner_act (author);

-- What came of each comparison with a partner.
CREATE TABLE comparison (
    number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    peer        text        NOT NULL,
    compared_at timestamptz NOT NULL,
    outcome     text        NOT NULL, -- agreed, differs, not-compared
    why         text        NOT NULL, -- a code, where it was not compared
    ours        integer     NOT NULL,
    theirs      integer     NOT NULL,
    symbols     integer     NOT NULL,
    listed      boolean     NOT NULL  -- whether the whole list had to be asked for
);
CREATE INDEX comparison_peer ON comparison (peer, number);

-- Acts that one side lacks. Never changed and never removed; what is mended says so in a row of its own.
CREATE TABLE completeness_finding (
    number   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    peer     text        NOT NULL,
    found_by text        NOT NULL, -- this State, or the peer, which then told us
    kind     text        NOT NULL,
    digest   bytea       NOT NULL CHECK (octet_length(digest) = 32),
    docket   uuid,                 -- where it is known
    author   text        NOT NULL, -- a State, or empty where it is not known
    since    timestamptz,          -- not later than this it was acknowledged
    receipt  bytea,                -- whose log proves it, and how
    found_at timestamptz NOT NULL
);
CREATE INDEX completeness_finding_act ON completeness_finding (peer, digest);

CREATE TABLE completeness_mending (
    finding   bigint      PRIMARY KEY REFERENCES completeness_finding,
    how       text        NOT NULL, -- fetched, held-again
    mended_at timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON comparison, completeness_finding, completeness_mending FROM ${filer};
