-- Checkpoints of the State's own log that a timestamp authority stamped (RFC 3161): one row a size.
-- The reply proves itself; the columns beside it are there to find and to show it.
CREATE TABLE stamped_checkpoint (
    size      bigint      PRIMARY KEY,
    note      text        NOT NULL,
    reply     bytea       NOT NULL,
    told_at   timestamptz NOT NULL,
    not_after timestamptz NOT NULL,
    signer    text        NOT NULL,
    trial     boolean     NOT NULL
);

-- Was meant for this and never used.
ALTER TABLE cosigned_checkpoint DROP COLUMN token;
