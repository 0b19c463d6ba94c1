package comity.node.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.node.database.TestDatabases;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What fails of ours between an insert and its commit leaves nothing in the next act's way. */
class SealingFailsTest {

    /** Seals as the other does, but for one section. */
    private static final class FailsOnce implements Sealing {
        private final Sealing others;
        private final AtomicInteger until = new AtomicInteger(-1);

        FailsOnce(Sealing others) {
            this.others = others;
        }

        @Override
        public Sealed seal(byte[] clear, String about) {
            if (until.getAndDecrement() == 0) throw new IllegalStateException("no key");
            return others.seal(clear, about);
        }

        @Override
        public Optional<byte[]> open(Sealed sealed, String about) {
            return others.open(sealed, about);
        }

        @Override
        public <T, E extends Exception> T whileNoEpochEnds(Work<T, E> work) throws E {
            return others.whileNoEpochEnds(work);
        }
    }

    @Test
    void the_act_is_not_filed_and_the_next_one_is() throws Exception {
        var arcadia = Nation.arcadia();
        var sealing = new FailsOnce(arcadia.keyring);
        try (var database = TestDatabases.fresh();
                var registry = arcadia.registry(database, sealing)) {
            registry.file(arcadia.directory());
            registry.file(arcadia.profile());
            var before = registry.size();
            var act = arcadia.authorise(registry, UUID.randomUUID());

            sealing.until.set(1);
            assertThatThrownBy(() -> registry.file(act)).rootCause().hasMessage("no key");
            assertThat(registry.size()).isEqualTo(before);
            assertThat(registry.act(act.digest())).isEmpty();

            assertThat(registry.file(act)).isEqualTo(new Filing.Filed(act.digest(), before));
            var next = arcadia.authorise(registry, UUID.randomUUID());
            assertThat(registry.file(next)).isEqualTo(new Filing.Filed(next.digest(), before + 1));
        }
    }
}
