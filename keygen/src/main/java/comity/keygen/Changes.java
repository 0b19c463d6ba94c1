package comity.keygen;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Key;
import comity.record.act.Passkey;
import comity.record.act.Root;
import comity.record.x509.Certificate;
import comity.record.x509.TimestampAuthority;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a version of a directory changes, in plain words: a holder reads this before approving.
 * Every member of the document is looked at; what differs in a way for which there is no sentence
 * is said as well.
 */
final class Changes {
    private final List<String> lines = new ArrayList<>();
    private final Optional<Directory> before;
    private final Directory now;

    private Changes(Optional<Directory> before, Directory now) {
        this.before = before;
        this.now = now;
    }

    static List<String> of(Optional<Directory> before, Directory now) {
        var changes = new Changes(before, now);
        changes.all();
        return List.copyOf(changes.lines);
    }

    private void all() {
        say(
                "Directory of %s (%s), version %d%s",
                now.state(),
                name(now.name()),
                now.version(),
                before.isPresent() ? ", after version " + before.get().version() : ", the first");
        if (before.filter(had -> !had.name().equals(now.name())).isPresent())
            say("CHANGED the State's name: %s", now.name());
        root();
        authorities();
        keys();
        passkeys();
        sealing();
        other("the log's keys", version -> listed(version.log().keys(), Changes::brief));
        other("the witness's keys", version -> listed(version.log().witness(), Changes::brief));
        other(
                "the timestamp authorities",
                version -> listed(version.log().timestampAuthorities(), Changes::about));
        other(
                "the anchors of the State's own PKI",
                version -> listed(version.anchors(), Changes::about));
        other("the node's address", version -> version.node().url());
        other("the node's TLS certificate", version -> version.node().certificate().hex());
        if (lines.size() == 1) say("Nothing changes but the number.");
    }

    private static <T> String listed(List<T> all, Function<T, String> said) {
        return all.isEmpty() ? "none" : all.stream().map(said).collect(Collectors.joining(", "));
    }

    /** Of a verifier key: name, number, and a hash that two people can compare. */
    private static String brief(String vkey) {
        var parts = vkey.split("\\+", 3);
        var hash = Digest.of(vkey.getBytes(StandardCharsets.UTF_8)).hex();
        return (parts.length < 3 ? vkey : parts[0] + "+" + parts[1]) + " (SHA-256 " + hash + ")";
    }

    private static String about(TimestampAuthority authority) {
        return about(authority.certificate())
                + (authority.policies().isEmpty() ? "" : " under " + authority.policies())
                + authority.ended().map(at -> ", ended at " + at).orElse("")
                + (authority.trial() ? ", A TRIAL AUTHORITY" : "");
    }

    private static String about(Certificate certificate) {
        return certificate.name() + " (SHA-256 " + certificate.fingerprint() + ")";
    }

    private void root() {
        if (before.filter(had -> had.root().equals(now.root())).isPresent()) return;
        say(
                "%s: %d of %d holders must approve each version; fingerprint %s%s",
                before.isPresent() ? "CHANGED ROOT" : "Root",
                now.root().threshold(),
                now.root().holders().size(),
                now.root().fingerprint().hex(),
                now.root().demo() ? " (A DEMO ROOT: its keys lie on the node's machine)" : "");
        for (var holder : now.root().holders())
            if (before.flatMap(had -> had.root().holder(holder.id())).isEmpty())
                say("  new holder: %s", about(holder));
        before.ifPresent(
                had ->
                        had.root().holders().stream()
                                .filter(holder -> now.root().holder(holder.id()).isEmpty())
                                .forEach(holder -> say("  NO LONGER a holder: %s", about(holder))));
    }

    private static String about(Root.Holder holder) {
        return "%s (%s and ML-DSA-65, %s)"
                .formatted(holder.name(), holder.algorithm(), holder.id().brief());
    }

    private void authorities() {
        for (var authority : now.authorities()) {
            var had = before.flatMap(version -> version.authority(authority.id()));
            if (had.isEmpty())
                say(
                        "New authority %s (%s), offices %s",
                        authority.id(), name(authority.name()), new TreeSet<>(authority.offices()));
            else if (!had.get().equals(authority))
                say(
                        "CHANGED authority %s: now %s, offices %s (before %s)",
                        authority.id(),
                        name(authority.name()),
                        new TreeSet<>(authority.offices()),
                        new TreeSet<>(had.get().offices()));
        }
        before.ifPresent(
                had ->
                        had.authorities().stream()
                                .filter(authority -> now.authority(authority.id()).isEmpty())
                                .forEach(authority -> say("GONE: authority %s", authority.id())));
    }

    private void keys() {
        for (var key : now.keys()) {
            var had = before.flatMap(version -> version.key(key.id()));
            if (had.isEmpty())
                say(
                        "New key %s (%s, %s) for %s: may sign %s in %s, from %s until %s%s%s",
                        key.id(),
                        key.algorithm(),
                        Digest.of(key.publicKey()).brief(),
                        key.authority(),
                        new TreeSet<>(key.types()),
                        new TreeSet<>(key.kinds()),
                        key.from(),
                        key.until(),
                        compromised(key.compromised()),
                        key.chain().isEmpty()
                                ? ""
                                : ", certified as " + about(key.chain().getFirst()));
            else ended(key, had.get());
        }
        before.ifPresent(
                had ->
                        had.keys().stream()
                                .filter(key -> now.key(key.id()).isEmpty())
                                .forEach(key -> say("NOT ALLOWED: key %s is left out", key.id())));
    }

    private void ended(Key key, Key had) {
        if (!key.until().equals(had.until()))
            say(
                    "%s key %s of %s: now until %s (before %s)",
                    key.until().isBefore(had.until()) ? "ENDED" : "NOT ALLOWED, PROLONGED:",
                    key.id(),
                    key.authority(),
                    key.until(),
                    had.until());
        if (!key.compromised().equals(had.compromised()))
            say(
                    "COMPROMISED: key %s of %s, since %s: what is not proven to be older falls",
                    key.id(),
                    key.authority(),
                    key.compromised().map(Object::toString).orElse("NEVER (NOT ALLOWED)"));
        if (!key.chain().equals(had.chain()))
            say(
                    "%s key %s of %s: certified as %s",
                    key.chain().isEmpty() ? "NOT ALLOWED, NO CERTIFICATE:" : "CERTIFICATE:",
                    key.id(),
                    key.authority(),
                    key.chain().stream().map(Changes::about).toList());
        if (!key.kinds().equals(had.kinds()) || !key.types().equals(had.types()))
            say("NOT ALLOWED: key %s may sign something else than before", key.id());
        if (!java.util.Arrays.equals(key.publicKey(), had.publicKey())
                || key.algorithm() != had.algorithm()
                || !key.authority().equals(had.authority())
                || !key.from().equals(had.from()))
            say("NOT ALLOWED: under the name %s there is another key", key.id());
    }

    private void passkeys() {
        for (var passkey : now.passkeys()) {
            var had = before.flatMap(version -> version.passkey(passkey.credential()));
            if (had.isEmpty())
                say(
                        "New passkey %s: whoever holds it acts as %s in %s, until %s%s%s",
                        brief(passkey),
                        new TreeSet<>(passkey.offices()),
                        passkey.authority(),
                        passkey.until(),
                        passkey.software() ? " (A PROGRAM, no device: for trials only)" : "",
                        compromised(passkey.compromised()));
            else if (!had.get().json().equals(passkey.json()))
                say(
                        "CHANGED passkey %s in %s: offices %s (before %s), until %s%s",
                        brief(passkey),
                        passkey.authority(),
                        new TreeSet<>(passkey.offices()),
                        new TreeSet<>(had.get().offices()),
                        passkey.until(),
                        compromised(passkey.compromised()));
        }
        before.ifPresent(
                had ->
                        had.passkeys().stream()
                                .filter(passkey -> now.passkey(passkey.credential()).isEmpty())
                                .forEach(
                                        passkey ->
                                                say(
                                                        "NOT ALLOWED: passkey %s is left out",
                                                        brief(passkey))));
    }

    private static String brief(Passkey passkey) {
        var name = Base64Url.encode(passkey.credential());
        return name.substring(0, Math.min(12, name.length()));
    }

    private static String compromised(Optional<java.time.Instant> since) {
        return since.map(at -> ", compromised since " + at).orElse("");
    }

    private void sealing() {
        var had = before.map(Directory::sealing).orElse(List.of());
        for (var key : now.sealing())
            if (had.stream().noneMatch(old -> same(old, key)))
                say(
                        "New sealing key %s: what is sent to %s is sealed to it",
                        key.id(), key.authority());
        for (var old : had)
            if (now.sealing().stream().noneMatch(key -> same(old, key)))
                say("GONE or exchanged: sealing key %s of %s", old.id(), old.authority());
    }

    private static boolean same(Directory.SealingKey one, Directory.SealingKey other) {
        return one.id().equals(other.id())
                && one.authority().equals(other.authority())
                && java.util.Arrays.equals(one.x25519(), other.x25519())
                && java.util.Arrays.equals(one.mlKem768(), other.mlKem768());
    }

    private void other(String what, java.util.function.Function<Directory, String> of) {
        var here = of.apply(now);
        if (before.isEmpty())
            say(
                    "%s: %s",
                    what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1),
                    here);
        else if (!of.apply(before.get()).equals(here))
            say("CHANGED %s: %s (before %s)", what, here, of.apply(before.get()));
    }

    private static String name(Map<String, String> names) {
        return names.getOrDefault("en", names.values().stream().findFirst().orElse(""));
    }

    private void say(String line, Object... facts) {
        lines.add(line.formatted(facts));
    }
}
