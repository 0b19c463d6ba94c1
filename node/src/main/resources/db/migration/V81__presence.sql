-- Where files have their places, and the position of the first act that names each. A place says nothing to
-- whoever lacks the key, which is not in this database. A projection: it is made anew if it is not what was committed.
CREATE TABLE presence_entry (
    place    bytea  PRIMARY KEY CHECK (octet_length(place) = 32),
    position bigint NOT NULL
);

-- Every question about a file. What was asked, why, and what was answered rest sealed under a key outside the database.
CREATE TABLE presence_question (
    id       uuid        PRIMARY KEY,
    asked_at timestamptz NOT NULL,
    person   text        REFERENCES person, -- none where a partner's node asked
    peer     text,                          -- the partner that asked, or, with a person, was asked
    office   text        NOT NULL,
    sealed   bytea       NOT NULL
);
CREATE INDEX presence_question_person ON presence_question (person, asked_at);
CREATE INDEX presence_question_peer ON presence_question (peer, asked_at);

CREATE TABLE presence_answer (
    question    uuid        PRIMARY KEY REFERENCES presence_question,
    answered_at timestamptz NOT NULL,
    sealed      bytea       NOT NULL
);
REVOKE UPDATE, DELETE ON presence_question, presence_answer FROM ${filer};
