package comity.node.desk;

import comity.node.desk.Sight.Reach;
import comity.node.frame.Guard;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Readings;
import comity.node.identity.Readings.Purpose;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.treaty.docket.Cooperation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Stands before every route that names a docket or an act: whom {@link Sight} shows nothing is
 * answered as if it did not exist, and what is read is written down before it is shown.
 */
final class SightGate implements HandlerInterceptor {
    /** What says nothing of what a docket holds: steps open to the asker, and proofs of a log. */
    private static final Set<String> SAYS_NOTHING =
            Set.of(
                    "/dockets/{docket}/options",
                    "/dockets/{docket}/people",
                    "/acts/{digest}/receipt",
                    "/acts/{digest}/tlog-proof");

    /** What cannot be shown in part. */
    private static final Set<String> WHOLE_ONLY =
            Set.of(
                    "/dockets/{docket}/case",
                    "/dockets/{docket}/disclosures",
                    "/dockets/{docket}/figures",
                    "/dockets/{docket}/acts/{digest}/paper",
                    "/acts/{digest}");

    /** What whoever broke the glass reads, and no address that takes or gives more. */
    private static final Set<String> UNDER_GLASS =
            Set.of("/dockets/{docket}", "/dockets/{docket}/proofs/{act}", "/acts/{digest}");

    private final Sight sight;
    private final Registry registry;
    private final WhoActs whoActs;
    private final Readings readings;

    SightGate(Sight sight, Registry registry, WhoActs whoActs, Readings readings) {
        this.sight = sight;
        this.registry = registry;
        this.whoActs = whoActs;
        this.readings = readings;
    }

    /** In which office somebody came in, and how much is shown to it. */
    record Seen(Officer officer, Reach reach) {}

    /** What the gate decided about this request. */
    static Seen seen(HttpServletRequest request) {
        if (request.getAttribute(Seen.class.getName()) instanceof Seen seen) return seen;
        throw new IllegalStateException("a docket's page was reached past the gate");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !isForOfficers(method)) return true;
        var docket = docket(request);
        if (docket.isEmpty()) return true;
        var asking = whoActs.asking(request);
        var what = pattern(request);
        var reads = request.getMethod().equals("GET") && UNDER_GLASS.contains(what);
        var found =
                best(docket.get(), asking)
                        .or(() -> reads ? underGlass(docket.get(), asking) : Optional.empty());
        if (found.isEmpty() && method.getBeanType() == DeskPages.class && reads) {
            ledBack(docket.get(), asking, response);
            return false;
        }
        var seen = found.orElseThrow(Refused::unknown);
        request.setAttribute(Seen.class.getName(), seen);
        if (WHOLE_ONLY.contains(what)
                && seen.reach() != Reach.WHOLE
                && seen.reach() != Reach.BROKEN) throw Refused.with(403, "sight.in-part");
        if (request.getMethod().equals("GET") && !SAYS_NOTHING.contains(what))
            record(seen, docket.get(), what, request);
        return true;
    }

    private static boolean isForOfficers(HandlerMethod method) {
        return Guard.serves(method)
                .filter(serves -> serves.value() == Serves.Whom.OFFICERS)
                .isPresent();
    }

    private Optional<Seen> best(UUID docket, List<Officer> asking) {
        var folded = registry.read(docket);
        return asking.stream()
                .map(officer -> new Seen(officer, sight.reach(folded, officer)))
                .filter(seen -> seen.reach() != Reach.NOTHING)
                .max(Comparator.comparing(Seen::reach));
    }

    private Optional<Seen> underGlass(UUID docket, List<Officer> asking) {
        var folded = registry.read(docket);
        return asking.stream()
                .filter(officer -> !sight.broken(folded, officer).isEmpty())
                .map(officer -> new Seen(officer, Reach.BROKEN))
                .findFirst();
    }

    /**
     * The signing page leads to the docket, whatever was signed there: whoever has just broken the
     * glass, or confirmed it, goes on where it says how that stands.
     */
    private void ledBack(UUID docket, List<Officer> asking, HttpServletResponse response) {
        var folded = registry.read(docket);
        if (asking.stream().noneMatch(officer -> sight.hasBroken(folded, officer)))
            throw Refused.unknown();
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", GlassPages.PATH);
    }

    private void record(Seen seen, UUID docket, String what, HttpServletRequest request) {
        // What nobody has begun holds nothing to read.
        if (registry.read(docket).entries().isEmpty()) return;
        var variables = variables(request);
        readings.add(
                seen.officer(),
                docket,
                Optional.ofNullable(variables.get("digest"))
                        .or(() -> Optional.ofNullable(variables.get("act")))
                        .filter(text -> text.matches("[0-9a-f]{64}"))
                        .orElse(""),
                what,
                sections(seen, docket),
                Optional.ofNullable(request.getParameter("why"))
                        .flatMap(Purpose::of)
                        .orElseGet(() -> unasked(seen, docket)),
                openings(seen, docket));
    }

    /** The page did not ask: what is known all the same. */
    private Purpose unasked(Seen seen, UUID docket) {
        return switch (seen.reach()) {
            case OPENED -> Purpose.OVERSIGHT;
            case BROKEN ->
                    sight.broken(registry.read(docket), seen.officer()).stream()
                            .flatMap(broken -> broken.said().purpose().stream())
                            .flatMap(purpose -> Purpose.of(purpose.name()).stream())
                            .findFirst()
                            .orElse(Purpose.UNSAID);
            default -> Purpose.UNSAID;
        };
    }

    /** Under which acts something is read that is otherwise closed. */
    private Set<String> openings(Seen seen, UUID docket) {
        if (seen.reach() == Reach.BROKEN)
            return sight.broken(registry.read(docket), seen.officer()).stream()
                    .map(broken -> broken.act().digest().hex())
                    .collect(Collectors.toUnmodifiableSet());
        if (seen.reach() != Reach.OPENED) return Set.of();
        return sight.opened(registry.read(docket), seen.officer()).openings().stream()
                .map(Digest::hex)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> sections(Seen seen, UUID docket) {
        return switch (seen.reach()) {
            case NOTHING -> Set.of();
            case HEADERS, OPENED -> sight.opened(registry.read(docket), seen.officer()).sections();
            case GIVEN -> sight.given(docket, seen.officer());
            case ADMITTED -> sight.opened(docket, seen.officer());
            case CUSTODY, OWN_PAGES -> Set.of(Cooperation.EXHIBITS_SECTION);
            case WHOLE, BROKEN -> Set.copyOf(Cooperation.SECTIONS);
        };
    }

    /** The docket that the address names, or that the act which it names stands on. */
    private Optional<UUID> docket(HttpServletRequest request) {
        var variables = variables(request);
        var named = variables.get("docket");
        if (named != null) return uuid(named);
        if (!pattern(request).startsWith("/acts/")) return Optional.empty();
        return Optional.ofNullable(variables.get("digest"))
                .filter(text -> text.matches("[0-9a-f]{64}"))
                .flatMap(text -> registry.act(new Digest(text)))
                .map(stored -> stored.envelope().header())
                .filter(header -> header.kind().equals(Cooperation.KIND))
                .map(header -> header.docket());
    }

    /** Empty for what is no number at all: the handler refuses that in its own words. */
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String pattern(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "" : pattern.toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        var variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }
}
