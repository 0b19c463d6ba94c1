package comity.node.frame;

import comity.record.act.Json;
import comity.record.act.Places;

/** A request's body whose reader may say on which line something is wrong. */
public record PlacedJson(Json.Obj object, Places places) {}
