-- People of this State's authorities. Names are here and in the officer section of their acts,
-- nowhere else.
CREATE TABLE person (
    id   text PRIMARY KEY,
    name text NOT NULL
);

-- Who holds which office. An office that ends is dated, not removed.
CREATE TABLE holding (
    person     text        NOT NULL REFERENCES person,
    authority  text        NOT NULL,
    office     text        NOT NULL,
    held_from  timestamptz NOT NULL,
    held_until timestamptz,
    PRIMARY KEY (person, authority, office, held_from)
);

-- Which person a credential belongs to. Key, offices and period stand in the signed directory.
CREATE TABLE passkey (
    credential  bytea       PRIMARY KEY,
    person      text        NOT NULL REFERENCES person,
    authority   text        NOT NULL,
    enrolled_at timestamptz NOT NULL
);

-- One-time codes, as hashes: whoever reads this table can enrol nobody.
CREATE TABLE enrolment (
    code_hash  bytea       PRIMARY KEY CHECK (octet_length(code_hash) = 32),
    person     text        NOT NULL REFERENCES person,
    authority  text        NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);

-- Challenges that wait for their one answer.
CREATE TABLE challenge (
    challenge  bytea       PRIMARY KEY,
    expires_at timestamptz NOT NULL
);

-- Sessions, as hashes of their tokens: whoever reads this table can sign in as nobody.
CREATE TABLE session (
    token_hash bytea       PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    person     text        NOT NULL REFERENCES person,
    started_at timestamptz NOT NULL,
    used_at    timestamptz NOT NULL
);

-- The salt behind a person's pseudonym on one docket.
CREATE TABLE pseudonym (
    docket uuid  NOT NULL,
    person text  NOT NULL REFERENCES person,
    salt   bytea NOT NULL CHECK (octet_length(salt) = 32),
    PRIMARY KEY (docket, person)
);

-- Working papers: what somebody typed, kept before anything could fail.
CREATE TABLE draft (
    id       uuid        PRIMARY KEY,
    person   text        NOT NULL REFERENCES person,
    docket   uuid,
    type     text        NOT NULL,
    content  bytea       NOT NULL,
    saved_at timestamptz NOT NULL
);
CREATE INDEX draft_person ON draft (person, saved_at);

-- Acts composed and shown, not yet signed.
CREATE TABLE proposal (
    id          uuid        PRIMARY KEY,
    person      text        NOT NULL REFERENCES person,
    docket      uuid        NOT NULL,
    header      bytea       NOT NULL,
    sections    bytea       NOT NULL,
    draft       uuid,
    composed_at timestamptz NOT NULL
);
CREATE INDEX proposal_person ON proposal (person, composed_at);
