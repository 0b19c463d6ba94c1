package comity.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A node that cannot start tells its administrator why, in a sentence. */
@ExtendWith(OutputCaptureExtension.class)
class CannotStartTest {
    @TempDir Path folder;

    private static Throwable start(Path state, Path data) {
        return catchThrowable(
                () ->
                        SpringApplication.run(
                                        Comity.class,
                                        "--comity.state-file=" + state,
                                        "--comity.data=" + data,
                                        "--comity.port=0")
                                .close());
    }

    @Test
    void without_its_state_file(CapturedOutput said) {
        assertThat(start(folder.resolve("state.json"), folder)).isNotNull();

        assertThat(said).contains("The State file cannot be read").contains("NoSuchFileException");
        assertThat(said).contains("docs/handbook/administrator.md").doesNotContain("\tat ");
    }

    @Test
    void with_a_state_file_that_says_nothing_sensible(CapturedOutput said) throws IOException {
        var file = Files.writeString(folder.resolve("state.json"), "{\"state\":\"Arcadia\"}");
        assertThat(start(file, folder)).isNotNull();

        assertThat(said).contains("two capital letters").doesNotContain("\tat ");
    }

    @Test
    void but_what_is_our_mistake_keeps_its_trace() {
        assertThat(new CannotStart().analyze(new NullPointerException("something"))).isNull();
        assertThat(new CannotStart().analyze(new IllegalStateException("not from our code")))
                .as("thrown here, which is ours")
                .isNotNull();
        var others = catchThrowable(() -> Integer.parseInt("one"));
        assertThat(new CannotStart().analyze(new RuntimeException(others))).isNull();
    }
}
