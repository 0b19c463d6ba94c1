package comity.node.desk.work;

import comity.node.desk.work.Term.Kind;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds dockets by words. The database is asked for hashed words and gives candidates; each is
 * opened, and only what really answers is shown.
 */
final class Search {
    /** Candidates that are opened: more is not looked at, and the page says so. */
    static final int MOST = 50;

    private final Registry registry;
    private final Lists lists;
    private final Tokens tokens;

    Search(Registry registry, Lists lists, Tokens tokens) {
        this.registry = registry;
        this.lists = lists;
        this.tokens = tokens;
    }

    /**
     * A docket that answers.
     *
     * @param by what of it answers; not what was asked, and not what it says
     * @param score by which the best stands first
     */
    record Hit(Found docket, Set<Kind> by, int score) {}

    /**
     * @param more true if there were more candidates than are opened
     */
    record Result(List<Hit> hits, boolean more) {
        static final Result NOTHING = new Result(List.of(), false);
    }

    /**
     * @param personal whether persons and accounts are searched, and nothing else
     */
    Result of(Collection<Officer> held, String asked, boolean personal) {
        var words = Tokens.words(asked);
        var reach = lists.reach(held);
        if (words.isEmpty() || reach.isNothing()) return Result.NOTHING;
        var found = new LinkedHashMap<UUID, Found>();
        for (var one : candidates(reach, words, personal, true)) found.put(one.docket(), one);
        if (found.size() <= MOST)
            for (var one : candidates(reach, words, personal, false))
                found.putIfAbsent(one.docket(), one);
        var hits = new ArrayList<Hit>();
        lists.seen(reach, found.values().stream().limit(MOST).toList())
                .forEach(one -> verified(one, words, personal).ifPresent(hits::add));
        hits.sort(
                Comparator.comparingInt(Hit::score)
                        .thenComparingLong(hit -> hit.docket().position())
                        .reversed());
        return new Result(List.copyOf(hits), found.size() > MOST);
    }

    private List<Found> candidates(
            Reach reach, Set<String> words, boolean personal, boolean exactly) {
        return lists.found(side -> query(side, tokens, reach, words, personal, exactly));
    }

    /** Every word has to answer, by one of its keys. */
    static Lists.Query query(
            Side on,
            Tokens tokens,
            Reach reach,
            Set<String> words,
            boolean personal,
            boolean exactly) {
        var side = on.inTable();
        var where = new StringBuilder();
        var values = new ArrayList<Object>();
        for (var word : words) {
            where.append(" AND t.tokens && ?");
            values.add(tokens.ask(personal, exactly ? Words.exactly(word) : Words.ask(word)));
        }
        values.add(reach.seen().toArray(String[]::new));
        values.add(reach.assigned().toArray(String[]::new));
        values.add(MOST + 1);
        return new Lists.Query(
                "SELECT %s FROM desk_token t JOIN desk_docket d USING (side, docket) WHERE t.side = '%s' AND d.side = '%s'%s AND %s AND %s LIMIT ?"
                        .formatted(
                                Lists.COLUMNS,
                                side,
                                side,
                                where,
                                Lists.isSeen(side),
                                Lists.isShown(on)),
                values);
    }

    /** Opens it: what was erased since, or was hashed alike by chance, does not answer. */
    private Optional<Hit> verified(Found one, Set<String> asked, boolean personal) {
        var said = said(one.docket(), personal);
        var by = EnumSet.noneOf(Kind.class);
        var score = 0;
        for (var word : asked) {
            var best = 0;
            for (var kind : said.entrySet())
                for (var has : kind.getValue()) {
                    var answer = Words.answers(word, has);
                    if (answer > 0) by.add(kind.getKey());
                    best = Math.max(best, answer);
                }
            if (best == 0) return Optional.empty();
            score += best;
        }
        return Optional.of(new Hit(one, by, score));
    }

    private Map<Kind, Set<String>> said(UUID docket, boolean personal) {
        var said = new LinkedHashMap<Kind, Set<String>>();
        for (var term : Terms.of(registry.read(docket), registry.directories()))
            if (term.kind().isPersonal() == personal)
                said.computeIfAbsent(term.kind(), _ -> new java.util.LinkedHashSet<>())
                        .addAll(Words.of(term.text()));
        return said;
    }
}
