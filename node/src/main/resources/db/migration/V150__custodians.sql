-- Custodians deliver as providers do, with keys of their own: in which office a key's program acts.
ALTER TABLE source_key ADD COLUMN office text NOT NULL DEFAULT 'PRV' CHECK (office IN ('PRV', 'CUS'));
