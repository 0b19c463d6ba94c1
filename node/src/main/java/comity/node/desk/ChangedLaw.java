package comity.node.desk;

import comity.node.desk.Drafts.Draft;
import comity.node.desk.WorklistView.ChangedRow;
import comity.node.desk.WorklistView.Difference;
import comity.node.identity.Officer;
import comity.node.registry.Leaf;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.register.Changes;
import comity.treaty.register.Changes.Change;
import comity.treaty.register.Filed;
import comity.treaty.register.Preview;
import comity.treaty.register.ProvisionsWriter;
import comity.treaty.register.Register;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Requests and drafts that rest on a provision which changed since they were written, for the
 * offices of the authority that filed the request, and for the author of the draft.
 */
final class ChangedLaw {
    private final Registry registry;

    ChangedLaw(Registry registry) {
        this.registry = registry;
    }

    List<ChangedRow> of(List<Officer> held, List<UUID> dockets, List<Draft> drafts) {
        var register = registry.provisions();
        var rows = new ArrayList<ChangedRow>();
        for (var id : dockets) {
            var docket = registry.read(id);
            for (var request : docket.all(Act.Request.class))
                if (isOf(held, request)) rows.addAll(request(register, docket, request));
        }
        for (var draft : drafts) rows.addAll(draft(register, held, draft));
        return List.copyOf(rows);
    }

    private static boolean isOf(List<Officer> held, Entry request) {
        var authority = request.header().author().authority();
        return held.stream().anyMatch(officer -> officer.authority().equals(authority));
    }

    private List<ChangedRow> request(Register register, Docket docket, Entry request) {
        var terms =
                docket.act(request.digest())
                        .flatMap(act -> act.content(Cooperation.TERMS))
                        .orElse(Json.EMPTY);
        var provisions = provisions(register, terms, request.header().author().state());
        return Changes.affecting(register, provisions, after(request.digest())).stream()
                .map(change -> row(docket.id().toString(), "", request.header().type(), change))
                .toList();
    }

    /** Acts are told apart by their place in the table; no clock is asked. */
    private Predicate<Filed> after(Digest request) {
        return filed ->
                filed.act()
                        .flatMap(hex -> registry.leaf(new Digest(hex)))
                        .map(Leaf::position)
                        .filter(
                                place ->
                                        registry.leaf(request)
                                                .filter(leaf -> leaf.position() < place)
                                                .isPresent())
                        .isPresent();
    }

    /** A draft has no place in the table: it is as old as it was saved. */
    private static List<ChangedRow> draft(Register register, List<Officer> held, Draft draft) {
        var terms = draft.content().object(Cooperation.TERMS).orElse(Json.EMPTY);
        var provisions = new HashSet<String>();
        held.stream()
                .map(Officer::state)
                .distinct()
                .forEach(state -> provisions.addAll(provisions(register, terms, state)));
        return Changes.affecting(
                        register,
                        provisions,
                        filed -> filed.act().isPresent() && filed.at().isAfter(draft.savedAt()))
                .stream()
                .map(
                        change ->
                                row(
                                        draft.docket().map(UUID::toString).orElse(""),
                                        draft.id().toString(),
                                        draft.type(),
                                        change))
                .toList();
    }

    /** Named by their identifiers; of an older form, as far as the quoted statute names them. */
    private static Set<String> provisions(Register register, Json.Obj terms, String state) {
        var named = new HashSet<>(terms.texts("provision"));
        terms.text("provision").ifPresent(named::add);
        return named.isEmpty()
                ? Changes.quoted(register, state, terms.text("statute").orElse(""))
                : named;
    }

    private static ChangedRow row(String docket, String draft, String type, Change change) {
        var provision = change.after().provision();
        return new ChangedRow(
                docket,
                draft,
                type,
                change.id(),
                provision.label(),
                change.after().filed().enactment().reason(),
                change.after().filed().at(),
                Preview.differing(change).stream()
                        .map(
                                column ->
                                        new Difference(
                                                column.word(),
                                                ProvisionsWriter.text(
                                                        change.before().orElseThrow().provision(),
                                                        column),
                                                ProvisionsWriter.text(provision, column)))
                        .toList());
    }
}
