-- Whose account at the State's OpenID provider is whose (docs/decisions/0102): proposed by one registrar of persons
-- with a code that whoever signed in there was given, answered by another. Rows are added and never changed.

-- Codes, as hashes; the one of an account that is still unknown is replaced by the next.
CREATE TABLE account_code (
    code_hash  bytea       PRIMARY KEY CHECK (octet_length(code_hash) = 32),
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    called     text        NOT NULL,
    expires_at timestamptz NOT NULL,
    UNIQUE (issuer, subject)
);

CREATE TABLE account (
    number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    issuer      text        NOT NULL,
    subject     text        NOT NULL,
    called      text        NOT NULL, -- as the provider names whoever it is: no proof of anything
    person      text        NOT NULL REFERENCES person,
    reason      text        NOT NULL,
    proposed_by text        NOT NULL REFERENCES person,
    proposed_at timestamptz NOT NULL,
    device      text        NOT NULL
);

-- First confirmed or refused; what was confirmed may end.
CREATE TABLE account_answer (
    account     bigint      NOT NULL REFERENCES account,
    answer      text        NOT NULL CHECK (answer IN ('CONFIRMED', 'REFUSED', 'ENDED')),
    answered_by text        NOT NULL REFERENCES person,
    answered_at timestamptz NOT NULL,
    device      text        NOT NULL,
    PRIMARY KEY (account, answer)
);
CREATE UNIQUE INDEX account_answered ON account_answer (account) WHERE answer <> 'ENDED';
REVOKE UPDATE, DELETE ON account, account_answer FROM ${filer};

-- Which accounts count now: one person for each.
CREATE TABLE account_linked (
    issuer  text   NOT NULL,
    subject text   NOT NULL,
    person  text   NOT NULL REFERENCES person,
    account bigint NOT NULL UNIQUE REFERENCES account,
    PRIMARY KEY (issuer, subject)
);

-- How a person came who showed no passkey; the provider's token is handed back to it when they sign out.
ALTER TABLE session ADD COLUMN account bigint REFERENCES account;
ALTER TABLE session ADD COLUMN sid text;
ALTER TABLE session ADD COLUMN id_token text;
CREATE INDEX session_account ON session (account) WHERE account IS NOT NULL;
