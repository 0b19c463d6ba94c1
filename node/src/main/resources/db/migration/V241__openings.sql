-- What oversight bodies open (docs/decisions/0105): found by the type in the header, so that no table
-- beside the record can say otherwise. Text in a header holds its quotes escaped: only the member itself matches.
CREATE INDEX act_opening ON act (position)
    WHERE kind = 'cooperation'
      AND (position('"type":"propose-opening"'::bytea IN header) > 0
        OR position('"type":"answer-opening"'::bytea IN header) > 0);

-- Under which openings an inspector read: the digests of the proposals.
ALTER TABLE reading ADD COLUMN openings text[] NOT NULL DEFAULT '{}';
CREATE INDEX reading_openings ON reading (number) WHERE openings <> '{}';
