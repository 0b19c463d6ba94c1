-- What each partner answered to each act it was told of. A projection: telling again fills it again.
CREATE TABLE delivery (
    peer    text  NOT NULL,
    digest  bytea NOT NULL,
    outcome text  NOT NULL,
    why     text  NOT NULL,
    PRIMARY KEY (peer, digest)
);
