-- Acts that one process of a node hands to the one that numbers them (docs/decisions/0057). A row lives from
-- the handing over until its answer was fetched; the act in it rests sealed, like parked ones.
CREATE TABLE presented (
    number       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    process      uuid        NOT NULL,              -- which process waits for the answer
    digest       bytea       NOT NULL,
    internal     bytea[]     NOT NULL,              -- digests in "seen" that the sender keeps to itself
    own          boolean     NOT NULL,              -- whether it is this State's act
    epoch        integer     NOT NULL,
    wrapped      bytea       NOT NULL,
    sealed       bytea       NOT NULL,
    presented_at timestamptz NOT NULL DEFAULT now(),
    taken        uuid,                              -- which sequencer has it in hand
    answer       text                               -- how the registry answered
);
CREATE INDEX presented_open ON presented (number) WHERE answer IS NULL;
CREATE INDEX presented_answered ON presented (process) WHERE answer IS NOT NULL;

-- Which process numbered acts last: one that finds another's name here after its session broke has been replaced.
CREATE TABLE sequencer (
    one     boolean     PRIMARY KEY DEFAULT true CHECK (one),
    process uuid        NOT NULL,
    since   timestamptz NOT NULL DEFAULT now(),
    suspended text          -- why nothing is filed: an old state of the node is running
);
