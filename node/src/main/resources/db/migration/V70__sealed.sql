-- What acts say rests sealed: each section under a key of its own, that key wrapped under the key of an
-- epoch, which lies in a file outside this database (docs/decisions/0039).
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM section) OR EXISTS (SELECT 1 FROM parked)
       OR EXISTS (SELECT 1 FROM draft) OR EXISTS (SELECT 1 FROM proposal) THEN
        RAISE EXCEPTION 'This database holds content in clear, of a build before the first release. Begin with a new data folder.';
    END IF;
END $$;

DROP TABLE section;
CREATE TABLE section (
    position bigint  NOT NULL,
    name     text    NOT NULL,
    epoch    integer NOT NULL,
    wrapped  bytea   NOT NULL,
    sealed   bytea   NOT NULL,
    PRIMARY KEY (position, name)
);
REVOKE UPDATE, DELETE ON section FROM ${filer};

ALTER TABLE parked
    DROP COLUMN body,
    ADD COLUMN author  text    NOT NULL,
    ADD COLUMN epoch   integer NOT NULL,
    ADD COLUMN wrapped bytea   NOT NULL,
    ADD COLUMN sealed  bytea   NOT NULL;

ALTER TABLE draft
    DROP COLUMN content,
    ADD COLUMN epoch   integer NOT NULL,
    ADD COLUMN wrapped bytea   NOT NULL,
    ADD COLUMN sealed  bytea   NOT NULL;

ALTER TABLE proposal
    DROP COLUMN sections,
    ADD COLUMN epoch   integer NOT NULL,
    ADD COLUMN wrapped bytea   NOT NULL,
    ADD COLUMN sealed  bytea   NOT NULL;

-- Epochs that an erasure is ending: what is in them moves to a fresh one, then their keys go. A crash in
-- between is taken up from here.
CREATE TABLE ending_epoch (
    epoch integer PRIMARY KEY
);
REVOKE INSERT, UPDATE, DELETE ON ending_epoch FROM ${filer};

-- The one role that may remove content. It can neither read nor write acts' headers beyond finding the
-- sections that a signed act names, and it can add nothing to what acts say.
GRANT SELECT (position, digest) ON act TO ${eraser};
GRANT SELECT, DELETE ON section TO ${eraser};
GRANT UPDATE (epoch, wrapped) ON section TO ${eraser};
GRANT SELECT, UPDATE (epoch, wrapped) ON parked, draft, proposal TO ${eraser};
GRANT SELECT, INSERT, DELETE ON ending_epoch TO ${eraser};
