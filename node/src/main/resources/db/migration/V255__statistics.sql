-- Counters for public statistics: what acts of the quarter that goes on add to them. They follow the acts table with a
-- cursor of their own and can be dropped: without the cursor all is made anew (docs/decisions/0110). Codes alone.
CREATE TABLE statistic_act (
    docket   uuid   NOT NULL,
    position bigint NOT NULL, -- of the act in the log
    counters text[] NOT NULL,
    PRIMARY KEY (docket, position)
);
CREATE TABLE statistic_sum (
    counter text   PRIMARY KEY,
    number  bigint NOT NULL
);
GRANT TRUNCATE ON statistic_act, statistic_sum TO ${filer};

-- What was published of each quarter, as it was published. Not a projection: nobody changes it, and nothing is made
-- from it anew.
CREATE TABLE statistic_published (
    first_day date        PRIMARY KEY,
    last_day  date        NOT NULL,
    from_position bigint  NOT NULL,
    to_position   bigint  NOT NULL, -- acts from the one up to, and without, the other are counted
    published_at timestamptz NOT NULL,
    statement text        NOT NULL  -- canonical JSON, docs/formats/statistics.md
);
REVOKE UPDATE, DELETE ON statistic_published FROM ${filer};
