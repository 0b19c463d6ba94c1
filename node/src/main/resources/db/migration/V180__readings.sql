-- Who works on which docket though the record does not say so, and who must not. Rows are added.
CREATE TABLE assignment (
    number    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    docket    uuid        NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('GIVEN', 'ENDED', 'CONFLICT')),
    person    text        NOT NULL REFERENCES person,
    authority text        NOT NULL,
    office    text        NOT NULL,
    sections  text[]      NOT NULL,
    given_by  text        NOT NULL REFERENCES person,
    at        timestamptz NOT NULL
);
CREATE INDEX assignment_docket ON assignment (docket, number);
CREATE INDEX assignment_person ON assignment (person, number);

-- Who read what; it names nobody whom a docket concerns.
CREATE TABLE reading (
    number    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    person    text        NOT NULL REFERENCES person,
    authority text        NOT NULL,
    office    text        NOT NULL,
    docket    uuid        NOT NULL,
    item      text        NOT NULL,
    what      text        NOT NULL,
    sections  text[]      NOT NULL,
    purpose   text        NOT NULL
);
CREATE INDEX reading_authority ON reading (authority, number);
CREATE INDEX reading_docket ON reading (docket, number);

-- Who signed in, and who could not: a person is named if what was shown is somebody's.
CREATE TABLE sign_in (
    number  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    person  text        REFERENCES person,
    outcome text        NOT NULL,
    way     text        NOT NULL
);
CREATE INDEX sign_in_person ON sign_in (person, number);

REVOKE UPDATE, DELETE ON assignment, reading, sign_in FROM ${filer};
