-- What a judge sealed (docs/decisions/0134): found by the type in the header, so that no table beside the record can say
-- otherwise. Few dockets ever are.
CREATE INDEX act_seal ON act (docket)
    WHERE kind = 'cooperation' AND position('"type":"seal-docket"'::bytea IN header) > 0;

-- The last day on which a docket is hidden from every office: once it has passed, who sees it is put down anew.
ALTER TABLE desk_docket ADD COLUMN sealed date;
CREATE INDEX desk_docket_sealed ON desk_docket (sealed) WHERE sealed IS NOT NULL;
