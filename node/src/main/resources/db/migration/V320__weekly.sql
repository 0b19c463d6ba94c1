-- The weekly digest by e-mail (docs/decisions/0128). An address is sealed under a secret of the key folder, and goes
-- with its row; mark and confirm are hashes of what stands in letters' links.
CREATE TABLE weekly_reader (
    id           uuid        PRIMARY KEY,
    mark         bytea       NOT NULL CHECK (octet_length(mark) = 32),
    address      bytea       NOT NULL,
    language     text        NOT NULL,
    confirm      bytea       NOT NULL UNIQUE CHECK (octet_length(confirm) = 32),
    asked_at     timestamptz NOT NULL,
    confirmed_at timestamptz,
    told         date,                              -- the last day of what the reader was told
    doubtful     boolean     NOT NULL DEFAULT false -- whether nobody knows if the letter before arrived
);
CREATE INDEX weekly_reader_mark ON weekly_reader (mark);
CREATE UNIQUE INDEX weekly_reader_one ON weekly_reader (mark) WHERE confirmed_at IS NOT NULL;

-- When strangers could have had a letter sent to an address: for a day, so that nobody has many.
CREATE TABLE weekly_wish (
    mark     bytea       NOT NULL CHECK (octet_length(mark) = 32),
    asked_at timestamptz NOT NULL
);
CREATE INDEX weekly_wish_mark ON weekly_wish (mark, asked_at);

-- Each week's: made once, with its letters, in one transaction.
CREATE TABLE weekly_edition (
    due      timestamptz PRIMARY KEY,
    newest   date,                       -- the last day of what was published last
    accepted bigint      NOT NULL DEFAULT 0,
    refused  bigint      NOT NULL DEFAULT 0
);

-- Letters until the server has answered for them; what it took leaves no row.
CREATE TABLE weekly_letter (
    id       uuid        PRIMARY KEY,
    number   bigint      GENERATED ALWAYS AS IDENTITY,
    reader   uuid        NOT NULL REFERENCES weekly_reader ON DELETE CASCADE,
    edition  timestamptz REFERENCES weekly_edition, -- none: it asks whether the digest is wanted
    made_at  timestamptz NOT NULL,
    state    text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'TAKEN', 'GOES_OUT', 'REFUSED')),
    tries    integer     NOT NULL DEFAULT 0,
    next_at  timestamptz NOT NULL,
    taken_at timestamptz,
    failure  text        NOT NULL DEFAULT '',
    UNIQUE (reader, edition)
);
CREATE INDEX weekly_letter_next ON weekly_letter (next_at) WHERE state = 'WAITING';
