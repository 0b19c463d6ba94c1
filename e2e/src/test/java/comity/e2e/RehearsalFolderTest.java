package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.database.ClaimedPort;
import comity.node.identity.StateFile;
import comity.record.act.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside whom one may rehearse, and in which folder. */
class RehearsalFolderTest {
    @TempDir Path folder;

    private Beside node(String state, String root) {
        return new Beside(folder.resolve("node"), state, root, Json.EMPTY);
    }

    @Test
    void is_begun_once_and_taken_up_again_by_the_same_state() throws Exception {
        var own = folder.resolve("counterpart");
        RehearsalFolder.of(own, node("AT", "aa"));

        var again = RehearsalFolder.of(own, node("AT", "aa"));

        assertThat(StateFile.read(again.stateFile()).state()).isEqualTo("XR");
    }

    @Test
    void is_refused_to_another_state_and_to_one_with_another_root() throws Exception {
        var own = folder.resolve("counterpart");
        RehearsalFolder.of(own, node("AT", "aa"));

        assertThatThrownBy(() -> RehearsalFolder.of(own, node("FR", "aa")))
                .isInstanceOf(Beside.Unfit.class)
                .hasMessageContaining("was begun beside the node of AT")
                .hasMessageContaining("--folder");
        assertThatThrownBy(() -> RehearsalFolder.of(own, node("AT", "bb")))
                .isInstanceOf(Beside.Unfit.class);
    }

    @Test
    void is_not_laid_over_what_lies_there() throws Exception {
        Files.writeString(folder.resolve("letters.txt"), "mine");

        assertThatThrownBy(() -> RehearsalFolder.of(folder, node("AT", "aa")))
                .isInstanceOf(Beside.Unfit.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void of_a_counterpart_is_nobodys_to_rehearse_beside() {
        assertThatThrownBy(() -> RehearsalFolder.of(folder.resolve("another"), node("XR", "aa")))
                .isInstanceOf(Beside.Unfit.class);
    }

    @Test
    void whose_port_is_taken_says_so_and_starts_nothing() throws Exception {
        var own = RehearsalFolder.of(folder.resolve("counterpart"), node("AT", "aa"));
        try (var taken = ClaimedPort.any()) {
            Files.writeString(
                    own.data().resolve("ports.json"), "{\"pages\":" + taken.number() + "}");

            assertThatThrownBy(own::start)
                    .isInstanceOf(Beside.Unfit.class)
                    .hasMessageContaining("port " + taken.number());
        }
    }

    @Test
    void needs_a_node_that_runs() {
        assertThatThrownBy(() -> Beside.at(folder))
                .isInstanceOf(Beside.Unfit.class)
                .hasMessageContaining("./comity run --data " + folder);
        assertThatThrownBy(() -> Beside.at(folder.resolve("nowhere")))
                .isInstanceOf(Beside.Unfit.class)
                .hasMessageContaining("is no folder");
    }

    @Test
    void options_that_it_does_not_know_are_said() {
        assertThatThrownBy(() -> Rehearse.Asked.of(java.util.List.of("--port", "1")))
                .isInstanceOf(Beside.Unfit.class)
                .hasMessageContaining("--port");
    }
}
