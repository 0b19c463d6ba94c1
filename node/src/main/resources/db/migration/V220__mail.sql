-- Notices by e-mail (docs/decisions/0099). Who wants them, and where: personal data, as in person. The row goes when
-- they are switched off, and everything below with it.
CREATE TABLE mail_address (
    person       text        PRIMARY KEY REFERENCES person,
    address      text        NOT NULL CHECK (address !~ '[[:space:][:cntrl:]]'),
    language     text        NOT NULL,
    asked_at     timestamptz NOT NULL,
    code_hash    bytea       CHECK (octet_length(code_hash) = 32),
    code_until   timestamptz,
    tries        integer     NOT NULL DEFAULT 0,
    confirmed_at timestamptz,
    quiet_until  timestamptz NOT NULL,              -- no digest before
    refused      text        NOT NULL DEFAULT ''    -- the code with which the server refused the address
);

-- Letters that wait, and what became of those before: counts, kinds and a day, nothing else.
CREATE TABLE mail_letter (
    id         uuid        PRIMARY KEY,
    number     bigint      GENERATED ALWAYS AS IDENTITY, -- in which order they were written
    person     text        NOT NULL REFERENCES mail_address ON DELETE CASCADE,
    kind       text        NOT NULL CHECK (kind IN ('CODE', 'DIGEST', 'EMERGENCY')),
    turns      integer     NOT NULL DEFAULT 0,
    near       integer     NOT NULL DEFAULT 0,
    passed     integer     NOT NULL DEFAULT 0,
    signed     integer     NOT NULL DEFAULT 0,
    node       integer     NOT NULL DEFAULT 0,
    by_day     date,
    made_at    timestamptz NOT NULL,
    state      text        NOT NULL DEFAULT 'WAITING'
               CHECK (state IN ('WAITING', 'SENDING', 'SENT', 'REFUSED', 'DOUBTFUL', 'GIVEN_UP')),
    tries      integer     NOT NULL DEFAULT 0,
    next_at    timestamptz NOT NULL,
    claimed_at timestamptz,
    failure    text        NOT NULL DEFAULT '',
    ended_at   timestamptz
);
CREATE INDEX mail_letter_next ON mail_letter (next_at) WHERE state = 'WAITING';
CREATE INDEX mail_letter_person ON mail_letter (person, number);

-- Of what a person was told, as hashes: this table names no docket.
CREATE TABLE mail_told (
    person  text        NOT NULL REFERENCES mail_address ON DELETE CASCADE,
    what    bytea       NOT NULL CHECK (octet_length(what) = 32),
    letter  uuid        NOT NULL REFERENCES mail_letter ON DELETE CASCADE,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (person, what)
);
CREATE INDEX mail_told_letter ON mail_told (letter);

-- The links by which letters are ended from within one, as hashes.
CREATE TABLE mail_off (
    hash    bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
    person  text        NOT NULL REFERENCES mail_address ON DELETE CASCADE,
    made_at timestamptz NOT NULL
);

-- When codes were asked for, so that nobody has many mailed to a stranger. Outlives the row above by an hour.
CREATE TABLE mail_asked (
    person   text        NOT NULL REFERENCES person,
    asked_at timestamptz NOT NULL
);
CREATE INDEX mail_asked_person ON mail_asked (person);
