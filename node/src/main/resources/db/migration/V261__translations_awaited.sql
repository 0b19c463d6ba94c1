-- What was given to translators is looked for over all dockets.
CREATE INDEX assignment_office ON assignment (office, at);
