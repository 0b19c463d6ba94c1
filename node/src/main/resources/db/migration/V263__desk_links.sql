-- Lists are filtered by the provider to whom something was ordered (v:XB.provider.harbourmail), and a docket finds
-- those that follow from it (f: and its number): both stand in desk_whose. What was listed before is made anew.
UPDATE desk_side
   SET building = true, retired = false, begun_at = now(), aim = (SELECT coalesce(max(position) + 1, 0) FROM act)
 WHERE NOT building AND EXISTS (SELECT 1 FROM act);
COMMENT ON COLUMN desk_whose.whose IS
    'a:XA.court, o:XA/JUD, s: and who sees it, p: and a person''s id, v: and a provider, f: and the docket that it follows from';
