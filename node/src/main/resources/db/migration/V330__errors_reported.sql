-- Where an error was reported: oversight is told at once, however many acts there are (docs/decisions/0131).
CREATE INDEX act_error_reported ON act (docket)
    WHERE kind = 'cooperation' AND position('"type":"report-error"'::bytea IN header) > 0;
