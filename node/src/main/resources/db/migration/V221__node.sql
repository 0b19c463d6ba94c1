-- What ran when: so that an older program on a newer record is noticed.
CREATE TABLE node_start (
    number     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started_at timestamptz NOT NULL,
    version    text        NOT NULL
);

-- What is not well about the node, and since when. Counts and codes of States and authorities: no docket, no person.
CREATE TABLE node_warning (
    code  text        NOT NULL,
    about text        NOT NULL,
    state text        NOT NULL CHECK (state IN ('NOW', 'LOOK')),
    since timestamptz NOT NULL,
    PRIMARY KEY (code, about)
);

-- Which schema this is, for the administrator's page.
GRANT SELECT ON flyway_schema_history TO ${filer};
