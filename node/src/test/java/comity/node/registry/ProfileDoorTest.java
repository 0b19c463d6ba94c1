package comity.node.registry;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import comity.record.act.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node's door takes as a State's law: the same of its own State and of another. */
class ProfileDoorTest {
    private final Nation arcadia = Nation.arcadia();
    private final Nation borduria = Nation.borduria();
    private final Database database = TestDatabases.fresh();
    private final Registry registry = arcadia.registry(database, borduria);

    @BeforeEach
    void founds() {
        filed(registry.file(arcadia.directory()));
        filed(registry.receive(borduria.directory(), Set.of()));
    }

    @AfterEach
    void closes() {
        registry.close();
        database.close();
    }

    private static Filing.Filed filed(Filing filing) {
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return (Filing.Filed) filing;
    }

    private static void refused(Filing filing, String code, String said) {
        assertThat(filing)
                .isInstanceOfSatisfying(
                        Filing.Rejected.class,
                        rejected -> {
                            assertThat(rejected.code()).isEqualTo(code);
                            assertThat(rejected.facts().toString()).contains(said);
                        });
    }

    private Json.Obj looser(Nation nation) {
        return nation.wholeProfile(1).with("preservation", Json.object().with("days", 59));
    }

    @Test
    void a_whole_document_founds_and_a_newer_one_follows() {
        var first = filed(registry.file(arcadia.profile(arcadia.wholeProfile(1), List.of())));
        var same = arcadia.profile(arcadia.wholeProfile(1), List.of(first.digest()));
        refused(registry.file(same), "profile.refused", "Version 1 stands already");
        filed(registry.file(arcadia.profile(arcadia.wholeProfile(2), List.of(first.digest()))));
        assertThat(registry.profiles(Set.of("XA")).of("XA").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void what_is_looser_is_refused_from_either_State() {
        refused(
                registry.file(arcadia.profile(looser(arcadia), List.of())),
                "profile.refused",
                "(Article 42)");
        refused(
                registry.receive(borduria.profile(looser(borduria), List.of()), Set.of()),
                "profile.refused",
                "(Article 42)");
    }

    @Test
    void another_States_law_is_refused() {
        refused(
                registry.file(arcadia.profile(borduria.wholeProfile(1), List.of())),
                "profile.refused",
                "The document is of XB");
    }

    @Test
    void an_authority_that_the_directory_lacks_is_refused() {
        var document =
                arcadia.wholeProfile(1)
                        .with("authorities", Json.object().with("central", "XA.ministry"));
        refused(
                registry.file(arcadia.profile(document, List.of())),
                "profile.refused",
                "no authority XA.ministry");
    }

    @Test
    void no_version_stands_before_its_law_is_law() {
        var document = arcadia.wholeProfile(1).with("inForceFrom", "2026-12-01");
        refused(
                registry.file(arcadia.profile(document, List.of())),
                "profile.before-its-day",
                "2026-12-01");
    }

    @Test
    void another_States_later_format_is_kept_and_relied_on_by_nothing() {
        var first =
                filed(
                        registry.receive(
                                borduria.profile(borduria.wholeProfile(1), List.of()), Set.of()));
        var later =
                borduria.wholeProfile(2)
                        .with("format", "comity-profile/2")
                        .with("novelty", Json.EMPTY);
        filed(registry.receive(borduria.profile(later, List.of(first.digest())), Set.of()));
        assertThat(registry.ofKind("law")).hasSize(2);
        assertThat(registry.profiles(Set.of("XB")).of("XB").orElseThrow().version())
                .as("the newest that this release can read")
                .isEqualTo(1);
        var own =
                arcadia.wholeProfile(1)
                        .with("format", "comity-profile/2")
                        .with("novelty", Json.EMPTY);
        refused(
                registry.file(arcadia.profile(own, List.of())),
                "profile.refused",
                "comity-profile/1");
    }

    @Test
    void a_format_that_nobody_makes_is_refused() {
        var strange = borduria.wholeProfile(1).with("format", "comity-profile/x");
        refused(
                registry.receive(borduria.profile(strange, List.of()), Set.of()),
                "profile.refused",
                "comity-profile/1");
    }
}
