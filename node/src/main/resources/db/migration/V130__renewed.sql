-- Until when the certificates last on which a timestamp rests; what stood here before is due at once.
ALTER TABLE stamped_checkpoint ADD COLUMN ends_at timestamptz NOT NULL DEFAULT 'epoch';
ALTER TABLE stamped_checkpoint ALTER COLUMN ends_at DROP DEFAULT;
CREATE INDEX stamped_checkpoint_ends ON stamped_checkpoint (ends_at);

-- A timestamp on the tokens of many timestamps before (RFC 4998): one row for each of them.
CREATE TABLE renewed_stamp (
    size    bigint      NOT NULL REFERENCES stamped_checkpoint (size),
    number  integer     NOT NULL,
    reply   bytea       NOT NULL,
    hashes  text        NOT NULL,
    told_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (size, number)
);
