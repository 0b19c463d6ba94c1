-- The salt behind a pseudonym opens who it is: it rests sealed like the section that discloses it, and goes
-- with it.
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pseudonym) THEN
        RAISE EXCEPTION 'This database holds salts in clear, of a build before the first release. Begin with a new data folder.';
    END IF;
END $$;

ALTER TABLE pseudonym
    DROP COLUMN salt,
    ADD COLUMN epoch   integer NOT NULL,
    ADD COLUMN wrapped bytea   NOT NULL,
    ADD COLUMN sealed  bytea   NOT NULL;

-- Working papers that repeat what is erased go with it.
GRANT SELECT, DELETE ON pseudonym, proposal, draft TO ${eraser};
GRANT UPDATE (epoch, wrapped) ON pseudonym TO ${eraser};
