-- Proofs of what is published (docs/formats/figures.md): in which figures each act of a published quarter counts, as it
-- was when it was published; the tree over what is committed to for each act, in pieces; the secret that hides each part.
-- Not a projection: on them rests what can be shown to whoever holds an act. Codes alone.
CREATE TABLE statistic_proof (
    first_day date   PRIMARY KEY,
    secret    bytea  NOT NULL, -- 32 bytes
    partners  text[] NOT NULL, -- that have a row each
    docket    uuid   NOT NULL, -- on which the State binds itself to it
    proof     text,            -- canonical JSON; null while the tree grows
    act       text             -- digest of the act by which the State bound itself; null until then
);
CREATE TABLE statistic_counted (
    first_day date   NOT NULL REFERENCES statistic_proof,
    position  bigint NOT NULL, -- of the act in the log
    figures   text[] NOT NULL,
    PRIMARY KEY (first_day, position)
);
CREATE TABLE statistic_tree (
    first_day date    NOT NULL REFERENCES statistic_proof,
    piece     integer NOT NULL, -- from 0: 1024 positions each, the last one fewer
    node      bytea   NOT NULL, -- its root
    PRIMARY KEY (first_day, piece)
);
REVOKE UPDATE, DELETE ON statistic_counted, statistic_tree FROM ${filer};
REVOKE DELETE ON statistic_proof FROM ${filer};
