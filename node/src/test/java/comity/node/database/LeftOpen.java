package comity.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test class that leaves a database of its own open, instead of the one that comes next.
 */
public final class LeftOpen implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().getEnclosingClass() != null) return;
        assertThat(TestDatabases.leftOpen())
                .as("databases that %s did not close", context.getDisplayName())
                .isEmpty();
    }
}
