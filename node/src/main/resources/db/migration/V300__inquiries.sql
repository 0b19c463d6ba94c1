-- Inquiries whether data was requested stand among complaints, as their acts say. On the night reply_on whoever asked is
-- told something; while verified, it is looked each night whether more may be told.
ALTER TABLE complaint
    ADD COLUMN reply_on date,
    ADD COLUMN replied  timestamptz,
    ADD COLUMN verified boolean NOT NULL DEFAULT false;
CREATE INDEX complaint_unreplied ON complaint (reply_on) WHERE replied IS NULL;
CREATE INDEX complaint_followed ON complaint (replied) WHERE verified;
