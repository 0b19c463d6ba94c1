-- Exhibits in which a list of hashes found known abuse of children: hashes alone, of the exhibit and of what the
-- list names in it (docs/decisions/0069). A row is never taken back: a mistake of the list is a judge's to name.
CREATE TABLE restricted_exhibit (
    exhibit bytea NOT NULL CHECK (octet_length(exhibit) = 32),
    match   bytea NOT NULL CHECK (octet_length(match) = 32),
    PRIMARY KEY (exhibit, match)
);

REVOKE UPDATE, DELETE ON restricted_exhibit FROM ${filer};
