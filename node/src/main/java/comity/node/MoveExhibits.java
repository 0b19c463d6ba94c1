package comity.node;

import comity.node.vault.Removal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * {@code ./comity move-exhibits}: moves a stopped node's exhibits from its disk to the bucket that
 * its settings name, or back. Exit: 0 all moved, 1 some stayed, 3 it could not begin.
 */
public final class MoveExhibits {
    private MoveExhibits() {}

    @SuppressWarnings("SystemOut") // a command's answer goes where the command was typed
    public static void main(String... arguments) {
        var application = new SpringApplication(Fsck.SettingsAlone.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        var exit = 3;
        try (var context = application.run(arguments)) {
            var to = context.getEnvironment().getProperty("to", "");
            exit = move(context.getBean(Settings.class), to, System.out);
        } catch (IOException | RuntimeException e) {
            System.out.println("move-exhibits: could not begin. " + e.getMessage());
        }
        System.out.flush();
        System.exit(exit);
    }

    private static int move(Settings settings, String to, PrintStream out) throws IOException {
        if (!to.equals("bucket") && !to.equals("disk")) {
            out.println("move-exhibits: say --to bucket or --to disk");
            return 3;
        }
        if (!Files.isDirectory(settings.data().resolve("keys"))) {
            out.println("move-exhibits: no node lies in " + settings.data());
            return 3;
        }
        var wiring = new Wiring();
        var clock = wiring.clock();
        var random = wiring.random();
        var file = wiring.stateFile(settings);
        var unlock = wiring.unlock(settings, random);
        // The database is opened so that a node that runs keeps this from beginning.
        try (var signer = wiring.signer(settings, file, unlock, random);
                var _ = wiring.database(settings)) {
            var keys = wiring.keystore(settings, file, signer, unlock, random);
            var bucket = Wiring.bucketVault(settings, keys.vaultKey(), random, clock);
            var disk = Wiring.diskVault(settings, keys.vaultKey(), random, clock);
            var outcome =
                    to.equals("bucket")
                            ? new Removal(disk, bucket, out::println).run()
                            : new Removal(bucket, disk, out::println).run();
            out.println(outcome.moved() + " moved, " + outcome.stayed() + " stayed.");
            if (outcome.arriving() > 0)
                out.println(
                        outcome.arriving()
                                + " uploads are on their way in; their senders begin them anew.");
            return outcome.stayed() == 0 ? 0 : 1;
        }
    }
}
