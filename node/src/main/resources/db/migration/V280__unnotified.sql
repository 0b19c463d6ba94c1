-- Who is still to be told of a measure that was secret: found by its clock, without folding any docket.
CREATE INDEX desk_deadline_timer ON desk_deadline (side, timer, state, due);
