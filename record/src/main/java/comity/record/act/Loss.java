package comity.record.act;

import java.util.ArrayList;
import java.util.List;

/**
 * What a State declares when it lost acts of its own log and nobody holds them any more: which
 * places, and under which checkpoint they were signed. An act of kind {@code record}, type {@code
 * declare-loss}, with this document as its section {@code loss}.
 *
 * @param origin the log's name
 * @param checkpoint the newest checkpoint that was found outside, signed by the log
 */
public record Loss(String origin, String checkpoint, List<Places> places) {
    public static final String KIND = "record";
    public static final String TYPE = "declare-loss";
    public static final String SECTION = "loss";
    private static final String FORMAT = "comity-loss/1";
    private static final int MOST = 100_000;

    /** Leaves {@code from} to below {@code to}. */
    public record Places(long from, long to) {
        public Places {
            if (from < 0 || to <= from) throw new IllegalArgumentException("no places");
        }
    }

    public Loss {
        places = List.copyOf(places);
    }

    public Json.Obj json() {
        return Json.object()
                .with("format", FORMAT)
                .with("origin", origin)
                .with("checkpoint", checkpoint)
                .with(
                        "places",
                        new Json.Arr(
                                places.stream()
                                        .<Json>map(
                                                lost ->
                                                        Json.object()
                                                                .with("from", lost.from())
                                                                .with("to", lost.to()))
                                        .toList()));
    }

    public static Loss of(Json.Obj json) throws MalformedAct {
        Shape.only(json, SECTION, "format", "origin", "checkpoint", "places");
        if (!Shape.text(json, SECTION, "format").equals(FORMAT))
            throw new MalformedAct("loss.format", FORMAT + " expected");
        var places = new ArrayList<Places>();
        for (var item : Shape.items(json, SECTION, "places", MOST)) {
            if (!(item instanceof Json.Obj object))
                throw new MalformedAct("loss.places", "objects expected");
            Shape.only(object, "loss.places", "from", "to");
            var from = object.integer("from").orElse(-1L);
            var to = object.integer("to").orElse(-1L);
            if (from < 0 || to <= from) throw new MalformedAct("loss.places", "places expected");
            places.add(new Places(from, to));
        }
        if (places.isEmpty()) throw new MalformedAct("loss.places", "no loss is none to declare");
        return new Loss(
                Shape.text(json, SECTION, "origin"),
                Shape.text(json, SECTION, "checkpoint"),
                places);
    }
}
