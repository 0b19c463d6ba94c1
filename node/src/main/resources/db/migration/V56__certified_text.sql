-- The Convention's text as registrars of laws loaded it. Another version is another row; none is changed.
CREATE TABLE certified_text (
    version   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    language  text        NOT NULL CHECK (language IN ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
    digest    bytea       NOT NULL CHECK (octet_length(digest) = 32),
    media     text        NOT NULL,
    file_name bytea       NOT NULL,
    words     bytea       NOT NULL,
    loaded_at timestamptz NOT NULL,
    person    text        NOT NULL REFERENCES person,
    authority text        NOT NULL
);
CREATE INDEX certified_text_language ON certified_text (language, version);

-- Who compared which citation with which text, and what they found. The latest of a citation counts.
CREATE TABLE citation_finding (
    number    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article   integer     NOT NULL,
    path      text        NOT NULL,
    outcome   text        NOT NULL CHECK (outcome IN ('CONFIRMED', 'CORRECTED')),
    correct   text        NOT NULL,
    note      bytea       NOT NULL,
    version   bigint      NOT NULL REFERENCES certified_text,
    passage   bytea       NOT NULL CHECK (octet_length(passage) = 32),
    found_at  timestamptz NOT NULL,
    person    text        NOT NULL REFERENCES person,
    authority text        NOT NULL
);
CREATE INDEX citation_finding_citation ON citation_finding (article, path, number);

-- Rows here are only ever added.
REVOKE UPDATE, DELETE ON certified_text, citation_finding FROM ${filer};
