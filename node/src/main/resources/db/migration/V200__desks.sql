-- Projections for the desks: what each docket leaves for lists, and nothing that an act says in words. They follow
-- the acts table with cursors of their own and can be made anew at any time (docs/decisions/0090). Each lies on two
-- sides: one is shown, the other empty, or being built.
CREATE TABLE desk_side (
    one         boolean     PRIMARY KEY DEFAULT true CHECK (one),
    shown       text        NOT NULL CHECK (shown IN ('a', 'b')),
    building    boolean     NOT NULL DEFAULT false,
    aim         bigint      NOT NULL DEFAULT 0, -- the position up to which a building side goes before it is shown
    begun_at    timestamptz,
    shown_at    timestamptz,
    retired     boolean     NOT NULL DEFAULT false -- the other side still holds what was shown before
);
INSERT INTO desk_side (shown) VALUES ('a');

CREATE TABLE desk_docket (
    side        text        NOT NULL,
    docket      uuid        NOT NULL,
    position    bigint      NOT NULL, -- of the latest act that arrived
    acts        integer     NOT NULL,
    requesting  text        NOT NULL,
    requested   text        NOT NULL,
    phase       text        NOT NULL,
    urgency     smallint    NOT NULL,
    latest      text        NOT NULL,
    latest_by   text        NOT NULL,
    latest_at   timestamptz NOT NULL,
    stage       text        NOT NULL, -- whose turn it is, and since when
    turn        text        NOT NULL,
    authority   text        NOT NULL,
    office      text        NOT NULL,
    since       timestamptz NOT NULL,
    open        boolean     NOT NULL,
    due         date        NOT NULL, -- the next last day; 9999-12-31 where there is none
    timer       text        NOT NULL,
    due_for     text        NOT NULL,
    authorities text[]      NOT NULL,
    PRIMARY KEY (side, docket)
) PARTITION BY LIST (side);
CREATE TABLE desk_docket_a PARTITION OF desk_docket FOR VALUES IN ('a');
CREATE TABLE desk_docket_b PARTITION OF desk_docket FOR VALUES IN ('b');
CREATE INDEX desk_docket_due ON desk_docket (due, docket) WHERE open;
CREATE INDEX desk_docket_turn ON desk_docket (turn, due, docket) WHERE open;
CREATE INDEX desk_docket_latest ON desk_docket (position);

-- Whose docket it is: of an authority that acted or whose turn it is, or of a person who acted. By their next last
-- day, so that a page of a list costs a page, however many dockets an authority has.
CREATE TABLE desk_whose (
    side     text    NOT NULL,
    whose    text    NOT NULL, -- a:XA.court, o:XA/JUD, or p: and a person's id
    docket   uuid    NOT NULL,
    open     boolean NOT NULL,
    due      date    NOT NULL,
    position bigint  NOT NULL,
    PRIMARY KEY (side, docket, whose)
) PARTITION BY LIST (side);
CREATE TABLE desk_whose_a PARTITION OF desk_whose FOR VALUES IN ('a');
CREATE TABLE desk_whose_b PARTITION OF desk_whose FOR VALUES IN ('b');
CREATE INDEX desk_whose_due ON desk_whose (whose, due, docket) WHERE open;
CREATE INDEX desk_whose_latest ON desk_whose (whose, position);

CREATE TABLE desk_deadline (
    side     text    NOT NULL,
    docket   uuid    NOT NULL,
    act      bytea   NOT NULL,
    timer    text    NOT NULL,
    state    text    NOT NULL,
    due      date    NOT NULL,
    latest   boolean NOT NULL, -- the last day for something; else the first
    rings    date,             -- the next day on which somebody is told; none once all was told
    PRIMARY KEY (side, docket, act, timer, state)
) PARTITION BY LIST (side);
CREATE TABLE desk_deadline_a PARTITION OF desk_deadline FOR VALUES IN ('a');
CREATE TABLE desk_deadline_b PARTITION OF desk_deadline FOR VALUES IN ('b');
CREATE INDEX desk_deadline_due ON desk_deadline (state, due, docket) WHERE latest;
CREATE INDEX desk_deadline_rings ON desk_deadline (rings) WHERE rings IS NOT NULL;

-- Where time went, docket by docket, and the sums of it: statistics read the sums.
CREATE TABLE desk_span (
    side    text   NOT NULL,
    docket  uuid   NOT NULL,
    month   date   NOT NULL,
    stage   text   NOT NULL,
    state   text   NOT NULL,
    seconds bigint NOT NULL,
    PRIMARY KEY (side, docket, month, stage, state)
) PARTITION BY LIST (side);
CREATE TABLE desk_span_a PARTITION OF desk_span FOR VALUES IN ('a');
CREATE TABLE desk_span_b PARTITION OF desk_span FOR VALUES IN ('b');

CREATE TABLE desk_time (
    side    text   NOT NULL,
    month   date   NOT NULL,
    stage   text   NOT NULL,
    state   text   NOT NULL,
    dockets bigint NOT NULL,
    seconds bigint NOT NULL,
    PRIMARY KEY (side, month, stage, state)
);
-- How many dockets wait, and the sum of the seconds since the epoch at which each began to.
CREATE TABLE desk_waiting (
    side    text    NOT NULL,
    stage   text    NOT NULL,
    state   text    NOT NULL,
    dockets bigint  NOT NULL,
    since   numeric NOT NULL,
    PRIMARY KEY (side, stage, state)
);

-- What was told of which clock, once each. Not a projection: it outlives every rebuilding.
CREATE TABLE deadline_rung (
    docket  uuid        NOT NULL,
    act     bytea       NOT NULL,
    timer   text        NOT NULL,
    state   text        NOT NULL,
    due     date        NOT NULL,
    days    integer     NOT NULL, -- how many days before its day; -1 once it had passed
    rung_at timestamptz NOT NULL,
    PRIMARY KEY (docket, act, timer, state, due, days)
);
CREATE INDEX deadline_rung_at ON deadline_rung (rung_at);

GRANT TRUNCATE ON desk_docket_a, desk_docket_b, desk_whose_a, desk_whose_b, desk_deadline_a, desk_deadline_b,
    desk_span_a, desk_span_b TO ${filer};

-- Filters that a person keeps: codes alone.
CREATE TABLE kept_filter (
    person  text        NOT NULL REFERENCES person,
    query   text        NOT NULL,
    kept_at timestamptz NOT NULL,
    PRIMARY KEY (person, query)
);
