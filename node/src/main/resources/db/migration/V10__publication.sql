-- Checkpoints of the State's own log that partners cosigned.
CREATE TABLE cosigned_checkpoint (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size   bigint NOT NULL,
    note   text   NOT NULL
);
CREATE INDEX cosigned_checkpoint_size ON cosigned_checkpoint (size, number);
