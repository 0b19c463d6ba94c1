package comity.record.complaint;

import comity.record.act.CanonicalJson;
import comity.record.act.Checked;
import comity.record.act.Checked.Line;
import comity.record.act.Checked.Status;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import comity.record.act.Section;
import comity.record.tlog.PublishedKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person holds of a complaint, or of an answer to it: the act as it was filed, with nobody's
 * name, that the State's log holds it, and what it says, which nobody else can show. It proves the
 * filing whatever becomes of the node, or of the body's memory.
 *
 * @param act without any section
 * @param matter what it says, and its salt; empty if whoever shows the receipt keeps that back
 * @param held that the State's log holds the act
 * @param directory the act that lists the State's keys
 */
public record ComplaintReceipt(
        String state, Envelope act, Optional<Section> matter, Receipt held, Envelope directory) {
    public static final String FORMAT = "comity-complaint/1";

    public ComplaintReceipt {
        act = act.withholding(_ -> false).with(List.of());
    }

    /**
     * Whether a file means to be a receipt: it is text that names the format. Any other JSON is no
     * receipt and no case file either, and is refused as the latter.
     *
     * @param bytes all of it, or as much as a receipt can have
     */
    public static boolean looksLikeOne(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.stripLeading().startsWith("{") && text.contains('"' + FORMAT + '"');
    }

    /** The same for whom it does not concern what was said: that something was, and when. */
    public ComplaintReceipt withoutWords() {
        return new ComplaintReceipt(state, act, Optional.empty(), held, directory);
    }

    /**
     * Checks all of it.
     *
     * @param root the fingerprint of the State's root as the holder was given it by another path
     */
    public Checked check(Optional<Digest> root) {
        var lines = new ArrayList<Line>();
        var keys = PublishedKeys.of(state, directory);
        var type = Complaint.type(act);
        var proof = keys.proven(held, act.digest());
        var at = proof.flatMap(keys::time);
        lines.add(keys.root(root));
        lines.add(Line.of("signed", keys.signed(act, at)));
        lines.add(Line.of("held", proof.isPresent()));
        lines.add(Line.of("complaint", type.isPresent()));
        lines.add(
                matter.map(said -> Line.of("words", isSaid(said, type)))
                        .orElseGet(() -> new Line("words", Status.UNCHECKED)));
        return new Checked(
                lines,
                Map.of(
                        "state", state,
                        "act", act.digest().hex(),
                        "type", type.map(Complaint.Type::word).orElse("-"),
                        "authority", act.header().author().authority(),
                        "docket", act.header().docket().toString(),
                        "fingerprint", keys.fingerprint().map(Digest::hex).orElse("-"),
                        "position", proof.map(one -> Long.toString(one.index())).orElse("-")),
                at);
    }

    private boolean isSaid(Section said, Optional<Complaint.Type> type) {
        return said.digest().equals(act.header().sections().get(Complaint.MATTER))
                && type.filter(one -> Complaint.fits(one, said.content())).isPresent();
    }

    public byte[] bytes() {
        var json =
                Json.object()
                        .with("format", FORMAT)
                        .with("state", state)
                        .with("act", act.json())
                        .with("held", held.json())
                        .with("directory", directory.json());
        return CanonicalJson.bytes(
                matter.isPresent() ? json.with("matter", matter.get().json()) : json);
    }

    /** Reads what {@link #bytes} made. */
    public static ComplaintReceipt of(Json.Obj json) throws MalformedAct {
        if (json.text("format").filter(FORMAT::equals).isEmpty())
            throw new MalformedAct("format", FORMAT + " expected");
        var matter = json.object("matter");
        return new ComplaintReceipt(
                json.text("state")
                        .filter(code -> code.matches("[A-Z]{2}"))
                        .orElseThrow(() -> new MalformedAct("state", "two letters expected")),
                Envelope.of(object(json, "act")),
                matter.isPresent() ? Optional.of(Section.of(matter.get())) : Optional.empty(),
                Receipt.of(object(json, "held")),
                Envelope.of(object(json, "directory")));
    }

    private static Json.Obj object(Json.Obj json, String name) throws MalformedAct {
        return json.object(name).orElseThrow(() -> new MalformedAct(name, "object expected"));
    }
}
