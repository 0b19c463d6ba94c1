-- Where somebody broke the glass (docs/decisions/0135): oversight is told at once, however many acts there are.
CREATE INDEX act_broken_glass ON act (docket)
    WHERE kind = 'cooperation' AND position('"type":"break-glass"'::bytea IN header) > 0;
