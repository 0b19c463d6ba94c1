package comity.node.registry;

import comity.node.database.Database;
import comity.node.database.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** All that the registry promises, on PostgreSQL 15 as Debian brings it. */
@Tag("slow")
@EnabledIf(value = "isInstalled", disabledReason = "skipped: no PostgreSQL 15 on this machine")
class RegistryOnOldestPostgresTest extends RegistryTest {

    static boolean isInstalled() {
        return TestDatabases.oldest().isPresent();
    }

    @Override
    Database newDatabase() {
        return TestDatabases.freshOnOldest();
    }
}
