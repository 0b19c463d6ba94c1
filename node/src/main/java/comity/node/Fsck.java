package comity.node;

import comity.node.identity.OwnRoot;
import comity.node.publication.LogCheck;
import comity.node.registry.Deviation;
import comity.node.registry.TableCheck;
import comity.node.vault.FileVault;
import comity.record.act.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code ./comity fsck}: derives everything that a stopped node holds from its bytes, and names
 * each deviation by docket, place and kind. Exit: 0 none, 1 some, 3 it could not look.
 */
public final class Fsck {
    private Fsck() {}

    /** The node's settings and nothing of the node. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class SettingsAlone {}

    @SuppressWarnings("SystemOut") // a command's answer goes where the command was typed
    public static void main(String... arguments) {
        var application = new SpringApplication(SettingsAlone.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        var exit = 3;
        try (var context = application.run(arguments)) {
            var settings = context.getBean(Settings.class);
            if (Files.isDirectory(settings.data().resolve("keys")))
                exit = check(settings, System.out);
            else System.out.println("fsck: no node lies in " + settings.data());
        } catch (RuntimeException e) {
            System.out.println("fsck: could not look. " + e.getMessage());
        }
        System.out.flush();
        System.exit(exit);
    }

    private static int check(Settings settings, PrintStream out) {
        var wiring = new Wiring();
        var clock = wiring.clock();
        var random = wiring.random();
        var file = wiring.stateFile(settings);
        var unlock = wiring.unlock(settings, random);
        var deviations = new AtomicLong();
        Consumer<Deviation> found =
                deviation -> {
                    deviations.incrementAndGet();
                    out.println(deviation.line());
                };
        try (var signer = wiring.signer(settings, file, unlock, random);
                var database = wiring.database(settings)) {
            var keys = wiring.keystore(settings, file, signer, unlock, random);
            var peers = wiring.peers(settings, keys);
            var root = new OwnRoot(settings.data());
            Function<String, Set<Digest>> roots =
                    state -> state.equals(keys.state()) ? root.fingerprints() : peers.roots(state);
            var table =
                    new TableCheck(
                            database.filer(),
                            wiring.keyring(settings, clock, random),
                            roots,
                            found);
            var logKeys = table.logKeys(keys.state());
            var log = new LogCheck(wiring.logFiles(settings), found);
            var leaves = log.check(logKeys);
            log.cosigned(JdbcClient.create(database.filer()), logKeys);
            var acts = table.check(log::leaf);
            var vault = Wiring.vault(settings, keys.vaultKey(), random, clock);
            var exhibits = exhibits(vault, found);
            out.println(
                    acts
                            + " acts, "
                            + leaves
                            + " leaves and "
                            + exhibits
                            + " exhibits looked at; deviations: "
                            + deviations.get()
                            + ".");
        }
        return deviations.get() == 0 ? 0 : 1;
    }

    private static int exhibits(FileVault vault, Consumer<Deviation> found) {
        var all = vault.all();
        for (var sha256 : all) {
            try {
                vault.open(sha256, OutputStream.nullOutputStream());
            } catch (IOException | RuntimeException e) {
                found.accept(
                        new Deviation(
                                "exhibit.damaged",
                                "exhibit " + sha256.hex(),
                                "",
                                "it does not open as what its name says"));
            }
        }
        return all.size();
    }
}
