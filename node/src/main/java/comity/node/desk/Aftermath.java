package comity.node.desk;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Problem;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Header;
import comity.treaty.docket.Type;
import comity.treaty.rules.BrokenGlass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is shown where an act cannot be filed as it was written: because it was filed already (the
 * back button, a second click), or because the docket went on in the meantime. Neither is an error
 * of whoever reads it, and nothing that they wrote is lost.
 */
@Component
public final class Aftermath {
    private final Pages pages;
    private final Proposals proposals;
    private final Drafts drafts;
    private final Registry registry;

    Aftermath(Pages pages, Proposals proposals, Drafts drafts, Registry registry) {
        this.pages = pages;
        this.proposals = proposals;
        this.drafts = drafts;
        this.registry = registry;
    }

    /** An act that came in between. */
    public record Since(String digest, String type, String state, String office, Instant at) {
        private static Since of(Stored act) {
            var header = act.envelope().header();
            return new Since(
                    act.digest().hex(),
                    header.type(),
                    header.author().state(),
                    header.author().office(),
                    header.at());
        }
    }

    /** Where whoever filed an act is led: to what they see of it. */
    static String after(String office, UUID docket, Digest act) {
        return switch (office) {
            case "PRV" -> "/provider/orders";
            // They see what is marked, and nothing else of the case.
            case "FIL" -> "/within";
            // They know persons, and nothing of the case.
            case "TRN" -> "/custody/certificates";
            default -> "/dockets/" + docket + "#act-" + act.hex();
        };
    }

    /** That a draft became an act already; empty if it did not. */
    Optional<ModelAndView> filed(UUID draft, Person person, String another) {
        return proposals
                .became(draft, person)
                .map(
                        became -> {
                            var header = header(became.act());
                            return pages.of(
                                    "already",
                                    Map.of(
                                            "type",
                                            header.type(),
                                            "at",
                                            header.at(),
                                            "act",
                                            after(
                                                    header.author().office(),
                                                    became.docket(),
                                                    became.act()),
                                            "another",
                                            another));
                        });
    }

    private Header header(Digest act) {
        return registry.act(act).orElseThrow().envelope().header();
    }

    /**
     * That a proposal is no longer what its author saw: what came since, and the way back to their
     * own text.
     */
    ModelAndView overtaken(ProposalView proposal, Person person, Officer officer) {
        var problem = Problem.of(new Filing.Overtaken(new TreeSet<>()), Languages.current());
        var docket = proposal.docket();
        var sees =
                !isOfGlass(proposal)
                        && after(officer.office(), docket, new Digest(proposal.digest()))
                                .contains("#");
        var page =
                pages.of(
                        "overtaken",
                        Map.of(
                                "problem",
                                problem,
                                "since",
                                sees ? since(docket, proposal, person) : List.of(),
                                "docket",
                                sees ? docket.toString() : "",
                                "back",
                                back(proposal, person, officer)));
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    /** Its author does not see the docket. */
    private static boolean isOfGlass(ProposalView proposal) {
        return Type.of(proposal.type()).filter(BrokenGlass::isOne).isPresent();
    }

    /** Whether the docket went on since the proposal was composed. */
    boolean isOvertaken(ProposalView proposal, Person person) {
        var seen = proposals.seen(proposal.proposal(), person);
        return !seen.equals(Optional.of(registry.seenFor(proposal.docket())));
    }

    private List<Since> since(UUID docket, ProposalView proposal, Person person) {
        var composed = proposals.composedAt(proposal.proposal(), person);
        return registry.docket(docket).stream()
                .filter(act -> composed.filter(at -> !act.filedAt().isBefore(at)).isPresent())
                .map(Since::of)
                .toList();
    }

    /** The form that the proposal came from, filled; empty where none was kept. */
    private String back(ProposalView proposal, Person person, Officer officer) {
        if (isOfGlass(proposal)) return GlassPages.PATH + "?again=" + proposal.proposal();
        return proposals
                .draft(proposal.proposal(), person)
                .flatMap(id -> drafts.of(id, person))
                .map(
                        draft ->
                                Writing.of(draft).isPresent()
                                                && WriterPages.OFFICES.contains(officer.office())
                                        ? "/writer/%s?office=%s"
                                                .formatted(draft.id(), officer.inOffice())
                                        : "/dockets/%s/acts/%s?office=%s&draft=%s"
                                                .formatted(
                                                        proposal.docket(),
                                                        proposal.type(),
                                                        officer.inOffice(),
                                                        draft.id()))
                .orElse("");
    }
}
