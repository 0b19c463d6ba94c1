-- Keys with which providers' programs and browsers sign what they deliver. A key ends, and stays.
CREATE TABLE source_key (
    id         bytea       PRIMARY KEY CHECK (octet_length(id) = 32),
    algorithm  text        NOT NULL,
    public_key bytea       NOT NULL,
    authority  text        NOT NULL,
    person     text        NOT NULL REFERENCES person,
    label      text        NOT NULL,
    entered_at timestamptz NOT NULL,
    ended_at   timestamptz
);

-- Manifests until their production is filed and for some time after: the act holds them then. Names
-- of files are content, so they lie here under the vault's key.
CREATE TABLE manifest (
    digest       bytea       PRIMARY KEY CHECK (octet_length(digest) = 32),
    order_digest bytea       NOT NULL CHECK (octet_length(order_digest) = 32),
    authority    text        NOT NULL,
    key          bytea       NOT NULL REFERENCES source_key,
    sealed       bytea       NOT NULL,
    received_at  timestamptz NOT NULL
);
CREATE INDEX manifest_of_order ON manifest (order_digest);

-- Which of its files the vault has sealed, and when.
CREATE TABLE manifest_file (
    manifest  bytea       NOT NULL REFERENCES manifest ON DELETE CASCADE,
    sha256    bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    sealed_at timestamptz NOT NULL,
    PRIMARY KEY (manifest, sha256)
);

-- A program's session reaches what is opened to programs.
ALTER TABLE session ADD COLUMN program boolean NOT NULL DEFAULT false;
