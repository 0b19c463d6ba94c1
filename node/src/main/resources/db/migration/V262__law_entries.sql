-- What one registrar of laws entered and another answers. Rows are added and never changed.
CREATE TABLE law_entry (
    number     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    law        text        NOT NULL CHECK (law IN ('PROFILE', 'PROVISIONS')),
    document   bytea       NOT NULL, -- canonical JSON: what the act will publish, word for word
    authority  text        NOT NULL,
    entered_by text        NOT NULL REFERENCES person,
    entered_at timestamptz NOT NULL,
    device     text        NOT NULL
);

CREATE TABLE law_entry_answer (
    entry       bigint      PRIMARY KEY REFERENCES law_entry,
    activated   boolean     NOT NULL,
    answered_by text        NOT NULL REFERENCES person,
    answered_at timestamptz NOT NULL,
    device      text        NOT NULL
);
REVOKE UPDATE, DELETE ON law_entry, law_entry_answer FROM ${filer};
