-- What a passkey's device said of itself when it was registered, as it came. Kept, and judged by
-- nobody here; the roll names its SHA-256.
ALTER TABLE passkey ADD COLUMN attestation bytea NOT NULL;
