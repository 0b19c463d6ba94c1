package comity.node.desk;

import comity.evidence.dossier.Audience;
import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Disclosure;
import comity.node.frame.Refused;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.rules.Ruling;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gives a docket to somebody in part. That it was given, to whom, without what and why is an act on
 * it; only once that is filed does anything leave.
 */
final class Disclosures {
    /**
     * With witnesses away, what is disclosed is not delayed by them: the file says what it lacks.
     */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final CaseFile caseFile;
    private final Receipts receipts;
    private final Composer composer;
    private final Registry registry;

    Disclosures(CaseFile caseFile, Receipts receipts, Composer composer, Registry registry) {
        this.caseFile = caseFile;
        this.receipts = receipts;
        this.composer = composer;
        this.registry = registry;
    }

    /**
     * What is asked for.
     *
     * @param recipient to whom it is given, by name
     */
    record Asked(String audience, String recipient, Set<String> withheld, String reasons) {}

    void write(Contents contents, OutputStream out) throws IOException {
        caseFile.write(contents, out);
    }

    /** Files the act, waits a moment for those who witness it, and makes the file. */
    Contents make(UUID docket, Asked asked, Officer officer) {
        var audience =
                Audience.of(asked.audience())
                        .orElseThrow(
                                () ->
                                        Refused.with(
                                                422,
                                                "disclosure.audience",
                                                Map.of("audience", asked.audience())));
        Disclosure.unknown(asked.withheld())
                .ifPresent(
                        name -> {
                            throw Refused.with(422, "disclosure.section", Map.of("section", name));
                        });
        if (asked.recipient().isBlank() || asked.recipient().length() > 300)
            throw Refused.with(422, "disclosure.recipient");
        if (caseFile.of(docket).isEmpty()) throw Refused.unknown();
        receipts.await(file(docket, asked, officer), LONGEST_WAIT);
        var whole = caseFile.of(docket).orElseThrow(Refused::unknown);
        return new Disclosure(audience.text(), asked.withheld()).of(whole);
    }

    private Digest file(UUID docket, Asked asked, Officer officer) {
        var terms =
                Json.object()
                        .with("audience", asked.audience())
                        .with("recipient", asked.recipient())
                        .with("withheld", Json.strings(List.copyOf(asked.withheld())));
        var reasons = Json.object().with("reasons", asked.reasons());
        var proposal =
                composer.compose(
                        docket,
                        Type.DISCLOSE.word(),
                        Map.of(Cooperation.TERMS, terms, Cooperation.REASONS, reasons),
                        officer);
        if (composer.ruling(proposal) instanceof Ruling.Denied(var findings))
            throw Refused.denied(findings);
        var act = composer.sign(proposal, Optional.empty());
        switch (registry.file(act)) {
            case Filing.Filed _ -> {}
            case Filing.Denied(var ruling) -> throw Refused.denied(ruling.findings());
            case Filing.Overtaken _, Filing.Parked _, Filing.Rejected _ ->
                    throw Refused.with(409, "disclosure.overtaken");
        }
        return act.digest();
    }
}
