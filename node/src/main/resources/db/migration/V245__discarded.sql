-- A draft that was discarded can be brought back for a day.
ALTER TABLE draft ADD COLUMN discarded_at timestamptz;
CREATE INDEX draft_discarded ON draft (discarded_at) WHERE discarded_at IS NOT NULL;
