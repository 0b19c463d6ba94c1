-- Checkpoints of the State's own log with the cosignatures that came so far: one row a size. What
-- others signed is in the note; the rest says which checkpoint to hand out.
DROP TABLE cosigned_checkpoint;
CREATE TABLE cosigned_checkpoint (
    size      bigint  PRIMARY KEY,
    note      text    NOT NULL,
    witnessed boolean NOT NULL,
    token     bytea
);
CREATE INDEX cosigned_checkpoint_witnessed ON cosigned_checkpoint (size) WHERE witnessed;

-- What this node cosigned last of each log that it witnesses. Losing it lets a log begin a second
-- history here.
CREATE TABLE witnessed_log (
    origin text   PRIMARY KEY,
    size   bigint NOT NULL,
    note   text   NOT NULL
);
