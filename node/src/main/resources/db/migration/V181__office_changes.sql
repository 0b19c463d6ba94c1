-- Offices that are granted, ended or moved while the node runs: proposed by one registrar of persons, answered by
-- another. Rows are added and never changed.
CREATE TABLE office_change (
    number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text        NOT NULL CHECK (kind IN ('GRANT', 'END', 'TRANSFER')),
    person      text        NOT NULL, -- not a reference: a grant may be to somebody who is still unknown
    name        text        NOT NULL,
    mail        text        NOT NULL,
    language    text        NOT NULL,
    authority   text        NOT NULL,
    office      text        NOT NULL,
    to_office   text        NOT NULL, -- where a transfer leads, such as XB.court/JUD; else empty
    held_from   timestamptz NOT NULL, -- a grant's, or a transfer's day
    held_until  timestamptz,
    hand_to     text        REFERENCES person,
    reason      text        NOT NULL,
    proposed_by text        NOT NULL REFERENCES person,
    proposed_at timestamptz NOT NULL,
    device      text        NOT NULL
);
CREATE INDEX office_change_person ON office_change (person, number);

CREATE TABLE office_change_answer (
    change      bigint      PRIMARY KEY REFERENCES office_change,
    confirmed   boolean     NOT NULL,
    answered_by text        NOT NULL REFERENCES person,
    answered_at timestamptz NOT NULL,
    device      text        NOT NULL
);
REVOKE UPDATE, DELETE ON office_change, office_change_answer FROM ${filer};

-- What a change granted is not ended by the State file, and what it ended is not granted again by it.
ALTER TABLE holding ADD COLUMN granted_by bigint REFERENCES office_change;
ALTER TABLE holding ADD COLUMN ended_by bigint REFERENCES office_change;
