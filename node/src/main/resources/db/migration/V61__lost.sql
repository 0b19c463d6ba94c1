-- Places of this State's log whose acts nobody holds any more: after a restore that partners could
-- not make whole. The leaf is known, what it stood for is not. Only ever added to.
CREATE TABLE lost_leaf (
    position bigint PRIMARY KEY,
    hash     bytea  NOT NULL CHECK (octet_length(hash) = 32)
);
REVOKE UPDATE, DELETE ON lost_leaf FROM ${filer};

-- What a partner that lost its acts asks for: all receipts of its log, in the order in which they came.
CREATE INDEX receipt_origin ON receipt (origin, number);
