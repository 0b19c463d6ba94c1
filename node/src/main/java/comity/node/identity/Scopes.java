package comity.node.identity;

import comity.node.signer.Scope;
import comity.record.act.Directory;
import comity.record.act.Loss;
import comity.record.act.Roll;
import comity.record.complaint.Complaint;
import comity.record.draw.Draw;
import comity.record.figures.Publication;
import comity.record.finding.Finding;
import comity.record.map.MapCommitment;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.law.Law;
import comity.treaty.terms.Office;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each authority's key may sign: what the offices of that authority may do, and nothing else.
 * The signer is told, and the directory says the same.
 */
public final class Scopes {
    private Scopes() {}

    public static List<Scope> of(StateFile file) {
        var central = file.centralAuthority();
        return file.authorities().stream()
                .map(
                        authority ->
                                scope(
                                        authority,
                                        authority.id().equals(central),
                                        authority.id().equals(file.registrar())))
                .toList();
    }

    private static Scope scope(
            Directory.Authority authority, boolean isCentral, boolean isRegistrar) {
        var types =
                Stream.of(Type.values())
                        .filter(
                                type ->
                                        type.offices().stream()
                                                .map(Office::name)
                                                .anyMatch(authority.offices()::contains))
                        .map(Type::word)
                        .collect(Collectors.toCollection(TreeSet::new));
        var kinds = new TreeSet<>(Set.of(Cooperation.KIND));
        if (isCentral || authority.offices().contains(Gazette.OFFICE)) {
            kinds.add(Law.KIND);
            Stream.of(Law.values()).map(Law::type).forEach(types::add);
        }
        if (isCentral) {
            kinds.add(Directory.KIND);
            types.addAll(Directory.TYPES);
            kinds.add(Loss.KIND);
            types.add(Loss.TYPE);
            kinds.add(MapCommitment.KIND);
            types.add(MapCommitment.TYPE);
            kinds.add(Publication.KIND);
            types.add(Publication.TYPE);
        }
        if (authority.offices().contains(Complaint.OVERSIGHT)) {
            kinds.add(Complaint.KIND);
            Stream.of(Complaint.Type.values()).map(Complaint.Type::word).forEach(types::add);
            kinds.add(Draw.KIND);
            Stream.of(Draw.Type.values()).map(Draw.Type::word).forEach(types::add);
            findings(true).forEach(types::add);
        }
        // Whatever the authority is: a finding may be addressed to it.
        kinds.add(Finding.KIND);
        findings(false).forEach(types::add);
        if (isRegistrar) {
            kinds.add(Roll.KIND);
            Stream.of(Roll.Type.values()).map(Roll.Type::word).forEach(types::add);
        }
        return new Scope(authority.id(), kinds, types);
    }

    /** What is said on findings: by the body that raises them, or by the authority that answers. */
    private static Stream<String> findings(boolean byBody) {
        return Stream.of(Finding.Type.values())
                .filter(type -> type.byBody() == byBody)
                .map(Finding.Type::word);
    }
}
