-- Where persons are reached by another path than the pages, as the State file names it.
ALTER TABLE person ADD COLUMN mail text NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN language text NOT NULL DEFAULT 'en';

-- Acts that bear a person's assertion, as read from the acts: a projection that may be dropped, but
-- for which letters were sent. The link in a letter is kept as a hash.
CREATE TABLE signature (
    act           text        PRIMARY KEY,
    position      bigint      NOT NULL UNIQUE,
    docket        uuid        NOT NULL,
    type          text        NOT NULL,
    at            timestamptz NOT NULL,
    authority     text        NOT NULL,
    office        text        NOT NULL,
    credential    text        NOT NULL,
    person        text        REFERENCES person,
    told_at       timestamptz,
    token_hash    bytea       UNIQUE CHECK (octet_length(token_hash) = 32),
    token_used_at timestamptz,
    contested_by  text
);
CREATE INDEX signature_person ON signature (person, position);
CREATE INDEX signature_credential ON signature (credential, position);

CREATE TABLE signature_cursor (position bigint NOT NULL);
INSERT INTO signature_cursor VALUES (0);
