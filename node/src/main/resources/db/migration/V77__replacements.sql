-- With which passkey somebody is signed in: two officers who confirm each other need two devices.
ALTER TABLE session ADD COLUMN device text NOT NULL DEFAULT '';

-- A code that opens the registration of another passkey: for which reported loss, confirmed by whom.
ALTER TABLE enrolment ADD COLUMN report text;
ALTER TABLE enrolment ADD COLUMN replaces text;
ALTER TABLE enrolment ADD COLUMN officer text REFERENCES person;

-- Registered in the place of a lost passkey; it counts once a registrar has signed its entry.
CREATE TABLE registration (
    credential    bytea       PRIMARY KEY,
    public_key    bytea       NOT NULL,
    person        text        NOT NULL REFERENCES person,
    authority     text        NOT NULL,
    software      boolean     NOT NULL,
    model         text        NOT NULL,
    report        text        NOT NULL,
    replaces      text        NOT NULL,
    officer       text        NOT NULL REFERENCES person,
    registered_at timestamptz NOT NULL
);

-- What persons are told of their own passkeys, as read from the roll: a projection but for what was
-- sent.
CREATE TABLE passkey_notice (
    act           text        PRIMARY KEY,
    position      bigint      NOT NULL UNIQUE,
    type          text        NOT NULL,
    credential    bytea       NOT NULL,
    told_at       timestamptz,
    token_hash    bytea       UNIQUE CHECK (octet_length(token_hash) = 32),
    token_used_at timestamptz
);
