package comity.node.law.register;

import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.LawEntries;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.treaty.law.Law;
import comity.treaty.register.Enactment;
import comity.treaty.register.Filed;
import comity.treaty.register.Preview;
import comity.treaty.register.ProvisionsReader;
import comity.treaty.register.ProvisionsWriter;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How a registrar's batch becomes law: read, looked at, entered for another to activate; whole or
 * not at all.
 */
@Component
class Enacting {
    private final Registry registry;
    private final LawEntries entries;
    private final InstantSource clock;

    Enacting(Registry registry, LawEntries entries, InstantSource clock) {
        this.registry = registry;
        this.entries = entries;
        this.clock = clock;
    }

    /**
     * Reads a file; a table if it does not begin as a JSON document does.
     *
     * @param reason why, for a file that does not say it itself
     */
    static ProvisionsReader.Read read(byte[] file, boolean json, String reason, Officer registrar) {
        var signer = Optional.of(registrar.state());
        if (!json) return ProvisionsReader.csv(file, signer, reason);
        var read = ProvisionsReader.json(file, signer);
        return new ProvisionsReader.Read(
                read.enactment()
                        .map(
                                said ->
                                        said.reason().isBlank()
                                                ? new Enactment(
                                                        reason, said.complete(), said.provisions())
                                                : said),
                read.problems());
    }

    /** What it would do to the register. */
    Preview preview(Enactment enactment, Officer registrar) {
        return Preview.of(
                registry.provisions(),
                new Filed(
                        registrar.state(),
                        clock.instant(),
                        registrar.authority(),
                        registrar.person().name(),
                        Optional.empty(),
                        enactment));
    }

    /** Enters it, for another registrar to activate; the entry's number. */
    long enter(Enactment enactment, Officer registrar, String device) {
        if (enactment.reason().isBlank()) throw Refused.with(422, "provisions.no-reason");
        return entries.enter(Law.PROVISIONS, ProvisionsWriter.json(enactment), registrar, device);
    }

    /** Ends a program's call whose file is not what it should be. */
    static Refused refused(ProvisionsReader.Read read) {
        return Refused.with(
                422, "provisions.refused", Sentences.facts(read.problems(), Languages.current()));
    }
}
