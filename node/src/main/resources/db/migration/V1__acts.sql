-- The record. Only ever added to: the application's role may INSERT and SELECT here, nothing else.
-- What was signed is what is read back, so header and sections are bytes; the other columns are
-- there to find them.
CREATE TABLE act (
    position  bigint      PRIMARY KEY,     -- dense from 0; the leaf number in the State's log
    digest    bytea       NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
    id        uuid        NOT NULL UNIQUE, -- the same id under another digest is refused
    docket    uuid        NOT NULL,
    kind      text        NOT NULL,
    header    bytea       NOT NULL,        -- the canonical bytes
    signature text        NOT NULL,
    personal  bytea,
    nonce     bytea       NOT NULL CHECK (octet_length(nonce) = 32), -- hides the digest in the log
    filed_at  timestamptz NOT NULL
);
CREATE INDEX act_docket ON act (docket, position);
CREATE INDEX act_kind ON act (kind, position) WHERE kind <> 'cooperation';

-- What acts say. Apart from the record, so that one separate role may remove what a deletion act
-- names. By position, because rows that are written together then lie together.
CREATE TABLE section (
    position bigint NOT NULL,
    name     text   NOT NULL,
    body     bytea  NOT NULL,
    PRIMARY KEY (position, name)
);

-- Proofs of inclusion in operators' logs; each proves itself.
CREATE TABLE receipt (
    digest  bytea  NOT NULL,
    origin  text   NOT NULL,
    number  bigint GENERATED ALWAYS AS IDENTITY,
    body    bytea  NOT NULL,
    PRIMARY KEY (digest, origin, number)
);

-- Other operators' checkpoints, as they gave them to us.
CREATE TABLE foreign_checkpoint (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origin text   NOT NULL,
    size   bigint NOT NULL,
    note   text   NOT NULL
);
CREATE INDEX foreign_checkpoint_origin ON foreign_checkpoint (origin, size, number);

-- Foreign acts that wait for acts which they have seen. Losing one loses nothing: its sender was
-- not told that it is filed, and sends it again.
CREATE TABLE parked (
    digest    bytea       PRIMARY KEY,
    body      bytea       NOT NULL,
    internal  bytea[]     NOT NULL,
    missing   bytea[]     NOT NULL,
    parked_at timestamptz NOT NULL
);

-- How far each follower of the acts table has come.
CREATE TABLE cursor (
    follower text   PRIMARY KEY,
    position bigint NOT NULL
);

GRANT SELECT, INSERT ON act, section, receipt, foreign_checkpoint TO ${filer};
GRANT SELECT, INSERT, UPDATE, DELETE ON parked, cursor TO ${filer};

-- Tables of later migrations are projections and working papers, unless they say otherwise.
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${filer};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO ${filer};
