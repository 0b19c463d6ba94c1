-- An act that a partner did not take is told again, at growing intervals.
ALTER TABLE delivery ADD COLUMN tries integer NOT NULL DEFAULT 1;
ALTER TABLE delivery ADD COLUMN again_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX delivery_open ON delivery (peer, again_at) WHERE outcome <> 'filed';
