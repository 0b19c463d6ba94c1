-- What somebody began who has left the office lies with the colleague who took over.
ALTER TABLE draft ADD COLUMN left_by text REFERENCES person;
