package comity.node.completeness.presence;

import comity.node.courier.AuthoritySeals;
import comity.node.courier.Courier;
import comity.node.courier.Partner;
import comity.node.courier.Peers;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.map.FileQuestion;
import comity.record.map.PresenceAnswer;
import comity.treaty.docket.Cooperation;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who may ask what, how often; and that each question is kept before it is answered. */
final class Asking {
    static final int SHORTEST_REASON = 10;
    static final int LONGEST_REASON = 2_000;
    private static final String UUIDS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Registry registry;
    private final FileMap map;
    private final Questions questions;
    private final Peers peers;
    private final Courier courier;
    private final AuthoritySeals seals;
    private final String own;
    private final int quota;
    private final int partnerQuota;

    Asking(
            Registry registry,
            FileMap map,
            Questions questions,
            Peers peers,
            Courier courier,
            AuthoritySeals seals,
            String own,
            int quota,
            int partnerQuota) {
        this.registry = registry;
        this.map = map;
        this.questions = questions;
        this.peers = peers;
        this.courier = courier;
        this.seals = seals;
        this.own = own;
        this.quota = quota;
        this.partnerQuota = partnerQuota;
    }

    /** Why a question is not answered; {@code code} is a sentence of the problems' bundles. */
    static final class NotAsked extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;
        private final transient Map<String, String> facts;

        NotAsked(int status, String code, Map<String, String> facts) {
            super(code);
            this.status = status;
            this.code = code;
            this.facts = facts;
        }

        int status() {
            return status;
        }

        String code() {
            return code;
        }

        Map<String, String> facts() {
            return facts;
        }

        Refused refused() {
            return Refused.with(status, code, facts);
        }
    }

    /**
     * What somebody typed.
     *
     * @param partner the State whose node is asked; empty: our own
     * @param docket on which docket; a partner is asked about one docket always
     */
    record Typed(String sha256, String reason, String partner, String docket) {
        static Typed of(Json.Obj json) {
            return new Typed(
                    json.text("sha256").orElse(""),
                    json.text("reason").orElse(""),
                    json.text("partner").orElse(""),
                    json.text("docket").orElse(""));
        }

        Json.Obj json() {
            return Json.object()
                    .with("sha256", sha256)
                    .with("docket", docket)
                    .with("reason", reason);
        }
    }

    /** An officer asks. The question's number; its answer is kept with it. */
    UUID ask(Typed typed, Officer officer) throws NotAsked {
        var question = question(typed);
        var reason = typed.reason().strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON)
            throw new NotAsked(
                    422,
                    "presence.reason",
                    Map.of(
                            "least", Integer.toString(SHORTEST_REASON),
                            "most", Integer.toString(LONGEST_REASON)));
        var partner =
                typed.partner().isEmpty() ? Optional.<String>empty() : Optional.of(typed.partner());
        if (partner.isPresent()) {
            if (peers.of(partner.get()).isEmpty())
                throw new NotAsked(404, "partner.unknown", Map.of());
            if (question.docket().filter(docket -> isShared(docket, partner.get())).isEmpty())
                throw new NotAsked(422, "presence.docket", Map.of());
        }
        synchronized (this) {
            if (questions.todayOf(officer.person().id()) >= quota)
                throw new NotAsked(429, "presence.quota", Map.of("most", Integer.toString(quota)));
            var id =
                    questions.keep(
                            Optional.of(officer.person().id()),
                            partner,
                            officer.inOffice(),
                            typed.json());
            questions.answered(
                    id,
                    partner.isPresent()
                            ? from(partner.get(), question, reason)
                            : map.answer(question).bytes());
            return id;
        }
    }

    private static FileQuestion question(Typed typed) throws NotAsked {
        var sha256 = typed.sha256().strip().toLowerCase(java.util.Locale.ROOT);
        if (!sha256.matches("[0-9a-f]{64}")) throw new NotAsked(422, "presence.hash", Map.of());
        var docket = typed.docket().strip();
        if (!docket.isEmpty() && !docket.matches(UUIDS))
            throw new NotAsked(422, "presence.docket", Map.of());
        return new FileQuestion(
                new Digest(sha256),
                docket.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(docket)));
    }

    private byte[] from(String partner, FileQuestion question, String reason) throws NotAsked {
        try {
            var answer =
                    Partner.of(partner, peers, courier, seals)
                            .orElseThrow(() -> new IOException("not connected yet"))
                            .ask(
                                    "/federation/presence",
                                    Optional.of(
                                            Json.object()
                                                    .with("sha256", question.sha256().hex())
                                                    .with(
                                                            "docket",
                                                            question.docket()
                                                                    .orElseThrow()
                                                                    .toString())
                                                    .with("reason", reason)))
                            .orElseThrow(() -> new IOException("it does not know the docket"));
            var read = PresenceAnswer.of(answer);
            var root = registry.directories().of(partner).map(known -> known.root().fingerprint());
            if (!read.state().equals(partner)
                    || !read.question().equals(question)
                    || read.check(root).exit() != 0)
                throw new NotAsked(502, "presence.proof", Map.of("partner", partner));
            return CanonicalJson.bytes(answer);
        } catch (IOException | MalformedAct e) {
            throw new NotAsked(502, "presence.partner", Map.of("partner", partner));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new NotAsked(502, "presence.partner", Map.of("partner", partner));
        }
    }

    /** A partner's node asks about a docket that both States share, and about nothing else. */
    byte[] answer(Typed typed, String peer) throws NotAsked {
        var question = question(typed);
        if (question.docket().filter(docket -> isShared(docket, peer)).isEmpty())
            throw new NotAsked(404, "docket-unknown", Map.of());
        synchronized (this) {
            if (questions.todayOfPartner(peer) >= partnerQuota)
                throw new NotAsked(429, "presence-quota", Map.of());
            var reason = typed.reason();
            var said =
                    new Typed(
                            question.sha256().hex(),
                            reason.substring(0, Math.min(LONGEST_REASON, reason.length())),
                            "",
                            typed.docket());
            var id = questions.keep(Optional.empty(), Optional.of(peer), "", said.json());
            var answer = map.answer(question).bytes();
            questions.answered(id, answer);
            return answer;
        }
    }

    private boolean isShared(UUID docket, String peer) {
        var held = registry.read(docket);
        var requesting = held.requesting().orElse("");
        var requested = held.requested().orElse("");
        return (requesting.equals(own) && requested.equals(peer)
                        || requesting.equals(peer) && requested.equals(own))
                && held.headers().stream()
                        .anyMatch(
                                header ->
                                        header.kind().equals(Cooperation.KIND)
                                                && Cooperation.audience(held, header.digest())
                                                        .contains(peer));
    }
}
