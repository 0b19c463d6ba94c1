package comity.node.desk.work;

import comity.node.registry.Nation;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Json;
import comity.record.complaint.Complaint;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Arcadia's record with the index of its accounts, for tests of rooms that ask for them. */
public final class AccountsWorld implements AutoCloseable {
    private final World world;
    private final Random random;

    public AccountsWorld(long seed) {
        random = new Random(seed);
        world = new World(seed, Set.of(Complaint.KIND));
    }

    public Nation arcadia() {
        return world.arcadia;
    }

    public Registry registry() {
        return world.registry;
    }

    public DataSource database() {
        return world.database.filer();
    }

    public AccountNames names() {
        var lists = new Lists(world.sql, "XA", World.EVERYTHING, () -> world.arcadia.now);
        return new AccountNames(new Tokens(world.keys), world.projection, lists, world.sql);
    }

    /** Data of these accounts was preserved, and that is secret until the end of this day. */
    public UUID secret(List<String> accounts, LocalDate until) {
        var docket = ActId.next(Nation.NOON, random);
        var permitted = new TreeMap<>(Nation.authorisation());
        permitted.put("accounts", Json.strings(accounts));
        var authorisation =
                world.filed(world.arcadia.act(world.registry, docket, "authorise", permitted));
        var asked = new TreeMap<>(Nation.requested(authorisation));
        asked.put("accounts", Json.strings(accounts));
        asked.put("confidential", new Json.Str("TRUE"));
        asked.put("confidentialUntil", new Json.Str(until.toString()));
        asked.put("confidentialReview", new Json.Str(until.minusDays(10).toString()));
        asked.put("confidentialReason", new Json.Str("The data would be deleted."));
        var request = world.filed(world.arcadia.act(world.registry, docket, "request", asked));
        var preserved = new TreeMap<>(Nation.scope());
        preserved.put("accounts", Json.strings(accounts));
        preserved.put("request", new Json.Str(request.hex()));
        preserved.put("preservedFrom", new Json.Str("2026-11-23"));
        preserved.put("until", new Json.Str("2027-01-30"));
        world.take(world.borduria, docket, "preserve", preserved);
        world.settle();
        return docket;
    }

    @Override
    public void close() {
        world.close();
    }
}
