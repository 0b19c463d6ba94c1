package comity.bench;

import comity.record.act.Assertion;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Interval;
import comity.record.act.SignatureAlgorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** P5: what a court's verification spends its time on, signatures and bytes. */
final class OfflineVerification {
    private OfflineVerification() {}

    static void run(Path folder) throws Exception {
        var nation = new Nation();
        var act = nation.authorise(Digest.of(new byte[0]));
        var payload = act.header().canonical();
        var jws = DetachedJws.parse(act.signature()).orElseThrow();
        var key = nation.directory().keys().getFirst();
        System.out.println(
                "openssl verifies one prepared message again and again; we parse the JWS and hash the header each time.");
        Duel.most("Ed25519 signatures of acts, one thread", "verified/s")
                .side(
                        "comity: detached JWS over a header",
                        () -> Duel.rate(() -> require(jws.verifies(payload, key.publicKey()))))
                .side("openssl speed ed25519", () -> openssl("ed25519"))
                .run();
        var seed = new byte[32];
        seed[31] = 7;
        var p256 = SignatureAlgorithm.ES256.publicKey(seed);
        var signature = SignatureAlgorithm.ES256.sign(seed, payload);
        Duel.most("P-256 signatures, one thread", "verified/s")
                .side(
                        "comity: ES256 over a header",
                        () ->
                                Duel.rate(
                                        () ->
                                                require(
                                                        SignatureAlgorithm.ES256.verify(
                                                                p256, payload, signature))))
                .side("openssl speed ecdsap256", () -> openssl("ecdsap256"))
                .run();
        var assertion = act.personal().orElseThrow();
        var known = nation.directory().passkeys().getFirst();
        Duel.most(
                        "P-256 assertions by a passkey that signs more than once, one thread",
                        "verified/s")
                .side(
                        "comity: the ceremony judged, ES256 over it",
                        () ->
                                Duel.rate(
                                        () ->
                                                require(
                                                        assertion.judgeCeremony(
                                                                        known, act.digest().bytes())
                                                                == Assertion.Judgement.VALID)))
                .side("openssl speed ecdsap256", () -> openssl("ecdsap256"))
                .run();
        var trusted = new Directories(Map.of(Nation.STATE, nation.directory()));
        var made = Interval.at(Nation.NOON);
        Duel.most("a whole act: key judged, authority's and person's signature", "acts/s")
                .side(
                        "comity: Directories.signatory",
                        () ->
                                Duel.rate(
                                        () ->
                                                require(
                                                        trusted.signatory(act, made)
                                                                instanceof
                                                                Directories.Signatory.Authentic)))
                .side(
                        "openssl speed, both signatures in turn",
                        () -> 1 / (1 / openssl("ed25519") + 1 / openssl("ecdsap256")))
                .run();
        WholeCases.run(folder, () -> 1 / (1 / openssl("ed25519") + 1 / openssl("ecdsap256")));
        var file = Sealing.file(folder, 256);
        Duel.most("bytes of an exhibit, 256 MiB in the page cache", "MB/s")
                .side("comity: SHA-256 while reading", () -> hash(file))
                .side(
                        "openssl dgst -sha256",
                        () ->
                                256
                                        * 1.048576
                                        / Shell.seconds(
                                                "openssl", "dgst", "-sha256", file.toString()))
                .run();
    }

    private static double hash(Path file) throws Exception {
        var start = System.nanoTime();
        var sha = Digest.sha256();
        var buffer = new byte[1 << 16];
        try (var in = Files.newInputStream(file)) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer))
                sha.update(buffer, 0, read);
        }
        require(sha.digest().length == Digest.BYTES);
        return 256 * 1.048576 / ((System.nanoTime() - start) / 1e9);
    }

    /** The last column of openssl's table: verifications a second. */
    private static double openssl(String algorithm) throws Exception {
        var said = Shell.run(Map.of(), "openssl", "speed", "-elapsed", "-seconds", "1", algorithm);
        var row = Pattern.compile("(?m)^.*\\b\\d+ bits .*?([0-9.]+)\\s*$").matcher(said);
        if (!row.find()) throw new IllegalStateException("openssl said:\n" + said);
        return Double.parseDouble(row.group(1));
    }

    private static void require(boolean held) {
        if (!held) throw new IllegalStateException("measured something that does not verify");
    }
}
