-- Numbers of dockets that were drawn here: what is begun under them is open to whoever works on proceedings. A number
-- that was never drawn answers like that of a docket which somebody may not see.
CREATE TABLE docket_number (
    docket   uuid        PRIMARY KEY,
    drawn_at timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON docket_number FROM ${filer};

-- What was being written when this came in keeps its docket.
INSERT INTO docket_number (docket, drawn_at)
    SELECT docket, min(at) FROM (
        SELECT docket, saved_at AS at FROM draft WHERE docket IS NOT NULL
        UNION ALL SELECT docket, composed_at FROM proposal
    ) began GROUP BY docket;
