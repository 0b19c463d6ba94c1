package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Article 36(2): what was received is returned or destroyed when it may no longer be kept. One
 * person proposes it, another has it done, the node certifies it, and the State of origin records
 * that it has the certificate.
 */
public final class Disposals {
    static final Rule METHOD =
            new Rule(
                    "W-069",
                    Citation.high(36, "(2)"),
                    Basis.TREATY,
                    Effect.REFUSE_MANDATORY,
                    "disposal.other-method",
                    "What another State gave is returned where it asked for its return, and destroyed where it asked for its destruction.");
    static final Rule TWO_PERSONS =
            new Rule(
                    "W-070",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "disposal.alone",
                    "One person proposes what is returned or destroyed, and another has it done.");
    static final Rule CERTIFIED =
            new Rule(
                    "W-071",
                    Citation.high(36, "(2)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "disposal.certificate",
                    "A certificate, and the record of it, names what was returned or destroyed, how and when, and nothing else.");

    static final List<Rule> ALL = List.of(METHOD, TWO_PERSONS, CERTIFIED);

    private Disposals() {}

    /** Whether one of these, or what it was made of, was returned or destroyed. */
    static boolean isGone(Docket docket, Set<Digest> line) {
        return docket.all(Act.Dispose.class).stream()
                .anyMatch(
                        entry ->
                                ((Act.Dispose) entry.act())
                                        .disposed().stream().anyMatch(line::contains));
    }

    /** The act by which an exhibit, or what it was made of, was returned or destroyed. */
    public static Optional<Entry> disposal(Docket docket, Digest exhibit) {
        var line = Exhibits.line(exhibit, Exhibits.origins(docket));
        return docket.all(Act.Dispose.class).stream()
                .filter(
                        entry ->
                                ((Act.Dispose) entry.act())
                                        .disposed().stream().anyMatch(line::contains))
                .findFirst();
    }

    /** The certificate that answers a disposal, or the destruction of what was set aside. */
    public static Optional<Entry> certificate(Docket docket, Digest carriedOut) {
        return docket.entries().stream()
                .filter(entry -> !entry.overridden())
                .filter(entry -> answers(entry.act(), carriedOut))
                .findFirst();
    }

    private static boolean answers(Act act, Digest carriedOut) {
        return switch (act) {
            case Act.CertifyDisposal certificate ->
                    certificate.disposal().filter(carriedOut::equals).isPresent();
            case Act.CertifyDestruction certificate ->
                    certificate.destruction().filter(carriedOut::equals).isPresent();
            default -> false;
        };
    }

    /** Whether the State of origin has what is returned: then the other lets go of it. */
    public static boolean isReturned(Docket docket, Digest disposal) {
        return docket.all(Act.ConfirmReturn.class).stream()
                .anyMatch(
                        entry ->
                                ((Act.ConfirmReturn) entry.act())
                                        .disposal()
                                        .filter(disposal::equals)
                                        .isPresent());
    }

    /** The record of a certificate by the State of origin. */
    public static Optional<Entry> receipt(Docket docket, Digest certificate) {
        return docket.all(Act.ReceiveCertificate.class).stream()
                .filter(
                        entry ->
                                ((Act.ReceiveCertificate) entry.act())
                                        .certificate()
                                        .filter(certificate::equals)
                                        .isPresent())
                .findFirst();
    }

    static List<Finding> mayBeProposed(Question question, Act.ProposeDisposal proposal) {
        var found =
                new ArrayList<>(
                        UseLimits.names(question, proposal.transmission(), proposal.disposed()));
        found.addAll(
                isAsConditioned(
                        question, proposal.transmission(), proposal.disposed(), proposal.method()));
        found.addAll(Errors.mayGo(question, proposal.disposed()));
        return found;
    }

    static List<Finding> mayDispose(Question question, Act.Dispose disposal) {
        var found =
                new ArrayList<>(
                        UseLimits.names(question, disposal.transmission(), disposal.disposed()));
        found.addAll(
                isAsConditioned(
                        question, disposal.transmission(), disposal.disposed(), disposal.method()));
        found.addAll(Errors.mayGo(question, disposal.disposed()));
        found.addAll(isProposed(question, disposal));
        var holds = Retention.holds(question.docket(), question.day());
        found.addAll(
                Retention.NOT_HELD.met(
                        holds.isEmpty(),
                        holds.isEmpty()
                                ? Map.of()
                                : Map.of("act", holds.getFirst().digest().brief())));
        return found;
    }

    /**
     * What a judge has ordered goes before what an oversight body made of an error, and both before
     * what was agreed when it was transmitted.
     */
    private static List<Finding> isAsConditioned(
            Question question,
            Optional<Digest> transmission,
            Set<Digest> disposed,
            Optional<Act.Disposal> method) {
        var asked =
                Remedies.disposal(question.docket(), disposed)
                        .or(() -> Errors.disposal(question.docket(), disposed))
                        .or(
                                () ->
                                        question.docket()
                                                .standing(transmission, Act.Transmit.class)
                                                .flatMap(sent -> sent.conditions().atEnd()));
        return METHOD.met(
                method.isPresent() && (asked.isEmpty() || asked.equals(method)),
                Map.of("method", asked.map(Enum::name).orElse("-")));
    }

    private static List<Finding> isProposed(Question question, Act.Dispose disposal) {
        // A proposal stays in its State: the other one may not even know its digest.
        var unheld =
                !question.docket().unknown().isEmpty()
                        && disposal.proposed()
                                .filter(named -> question.docket().entry(named).isEmpty())
                                .isPresent();
        var proposal = question.docket().standing(disposal.proposed(), Act.ProposeDisposal.class);
        return TWO_PERSONS.met(
                unheld
                        ? Truth.UNKNOWN
                        : Truth.of(
                                proposal.filter(
                                                first ->
                                                        first.disposed()
                                                                        .containsAll(
                                                                                disposal.disposed())
                                                                && first.method()
                                                                        .equals(disposal.method()))
                                        .isPresent()));
    }

    static List<Finding> confirms(Question question, Act.ConfirmReturn receipt) {
        var disposal = question.docket().standing(receipt.disposal(), Act.Dispose.class);
        if (disposal.isEmpty()) return List.of();
        return CERTIFIED.met(
                disposal.get().method().filter(Act.Disposal.RETURN::equals).isPresent()
                        && disposal.get().disposed().equals(receipt.disposed()));
    }

    /** What is returned is let go of only once the State of origin has it. */
    static List<Finding> certifies(Question question, Act.CertifyDisposal certificate) {
        var disposal = question.docket().standing(certificate.disposal(), Act.Dispose.class);
        if (disposal.isEmpty()) return List.of();
        var there =
                disposal.get().method().filter(Act.Disposal.RETURN::equals).isEmpty()
                        || isReturned(question.docket(), certificate.disposal().orElseThrow());
        return CERTIFIED.met(
                there
                        && disposal.get().disposed().equals(certificate.disposed())
                        && disposal.get().method().equals(certificate.method())
                        && certificate.disposedOn().isPresent());
    }

    static List<Finding> certifies(Question question, Act.CertifyDestruction certificate) {
        var destruction = question.docket().standing(certificate.destruction(), Act.Destroy.class);
        if (destruction.isEmpty()) return List.of();
        return CERTIFIED.met(
                certificate.disposed().containsAll(destruction.get().exhibits())
                        && SetAside.withOrigins(question.docket(), destruction.get().exhibits())
                                .containsAll(certificate.disposed())
                        && certificate.method().filter(Act.Disposal.DESTROY::equals).isPresent()
                        && certificate.disposedOn().isPresent());
    }

    static List<Finding> receives(Question question, Act.ReceiveCertificate receipt) {
        var certificate =
                question.docket().standing(receipt.certificate(), Act.CertifyDisposal.class);
        if (certificate.isEmpty()) return List.of();
        return CERTIFIED.met(certificate.get().disposed().equals(receipt.disposed()));
    }
}
