package comity.node.desk;

import comity.node.desk.work.AccountNames;
import comity.node.frame.Telling;
import comity.node.registry.Registry;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Seals;
import comity.treaty.rules.Secrecy;
import comity.treaty.terms.Rehearsal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the dockets that name an account, exactly, and writes the letters that may be given. All
 * who ask are answered from one look: what a look costs then is nobody's in particular.
 */
final class AccountMeasures implements Telling {
    private final Registry registry;
    private final AccountNames names;
    private final MeasureLetters papers;
    private final String state;

    AccountMeasures(Registry registry, AccountNames names, MeasureLetters papers, String state) {
        this.state = state;
        this.registry = registry;
        this.names = names;
        this.papers = papers;
    }

    /** A docket, and the account as it writes it. */
    private record Naming(Docket docket, String account) {}

    @Override
    public Map<Asked, List<Letter>> letters(Collection<Asked> asked, LocalDate day) {
        var accounts = new LinkedHashSet<String>();
        asked.forEach(one -> accounts.add(one.account()));
        var naming = naming(accounts);
        var letters = new HashMap<Asked, List<Letter>>();
        for (var one : Set.copyOf(asked)) {
            var told = new ArrayList<Letter>();
            for (var found : naming.getOrDefault(one.account(), List.of()))
                papers.toHolder(found.docket(), found.account(), one.language(), day)
                        .ifPresent(text -> told.add(new Letter(found.docket().id(), text)));
            if (!told.isEmpty()) letters.put(one, List.copyOf(told));
        }
        return letters;
    }

    @Override
    public List<Standing> standing(Collection<String> accounts, LocalDate day) {
        var all = new LinkedHashMap<UUID, Standing>();
        naming(accounts).values().stream()
                .flatMap(List::stream)
                // What a judge sealed is not there for oversight either, while that lasts.
                .filter(one -> Seals.standing(one.docket(), state, day).isEmpty())
                .forEach(one -> all.putIfAbsent(one.docket().id(), standing(one.docket(), day)));
        return List.copyOf(all.values());
    }

    private static Standing standing(Docket docket, LocalDate day) {
        return new Standing(
                docket.id(),
                Secrecy.measure(docket).isPresent(),
                Secrecy.runs(docket, day),
                Secrecy.ends(docket));
    }

    private Map<String, List<Naming>> naming(Collection<String> accounts) {
        names.catchUp();
        var found = new HashMap<String, List<Naming>>();
        for (var account : accounts) {
            var form = AccountNames.form(account);
            var dockets = form.map(names::mayBeNamedIn).orElse(List.of());
            var naming = new ArrayList<Naming>();
            for (var id : dockets) {
                var docket = registry.read(id);
                // What was only rehearsed happened to nobody.
                if (docket.requested().filter(Rehearsal.STATE::equals).isPresent()) continue;
                written(docket, form.orElseThrow())
                        .ifPresent(one -> naming.add(new Naming(docket, one)));
            }
            found.put(account, List.copyOf(naming));
        }
        return found;
    }

    /** The account as the docket's request writes it, if it names it. */
    private static Optional<String> written(Docket docket, String form) {
        return docket
                .request()
                .map(entry -> (Act.Request) entry.act())
                .flatMap(request -> request.scope().accounts())
                .orElse(Set.of())
                .stream()
                .filter(one -> AccountNames.form(one).filter(form::equals).isPresent())
                .sorted()
                .findFirst();
    }
}
