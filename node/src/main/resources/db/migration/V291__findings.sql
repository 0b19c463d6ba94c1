-- Findings of the oversight body, as their acts say: a projection, made anew from the acts where a row is missing.
CREATE TABLE finding (
    docket    uuid        PRIMARY KEY,
    position  bigint      NOT NULL UNIQUE, -- of its first act
    raised    timestamptz NOT NULL,
    body      text        NOT NULL,
    addressee text        NOT NULL,
    about     text        NOT NULL,
    until     date        NOT NULL,
    latest    timestamptz NOT NULL,
    awaits    text        NOT NULL CHECK (awaits IN ('AUTHORITY', 'BODY', 'NOBODY'))
);
CREATE INDEX finding_addressee ON finding (addressee, position);
