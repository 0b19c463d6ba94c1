package comity.evidence.dossier;

import comity.record.act.DetachedJws;
import comity.record.act.Envelope;
import comity.record.act.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code VERIFY.txt}: how to check each part of this very file with {@code sha256sum}, {@code
 * openssl}, {@code jose}, {@code unzip} and {@code jq} alone, in six languages. A command stands
 * four spaces in; what it has to print, after a bar.
 */
final class VerifyText {
    /** What whoever follows the text calls the file. */
    static final String NAME = "case.comity";

    /** More exhibits are asked about together. */
    private static final int LISTED = 50;

    private static final List<String> LANGUAGES = List.of("en", "ar", "es", "fr", "ru", "zh");
    private final Contents contents;
    private final Optional<String> signer;
    private final int files;
    private final Shell shell = new Shell(NAME);
    private final List<Wording> words =
            LANGUAGES.stream().map(each -> Wording.in(Locale.of(each), Map.of())).toList();
    private final StringBuilder text = new StringBuilder();

    /**
     * @param files how many the container's manifest lists, this text among them
     */
    VerifyText(Contents contents, Optional<String> signer, int files) {
        this.contents = contents;
        this.files = files;
        this.signer = signer;
    }

    byte[] bytes() {
        said("verify.how");
        text.append("docket ").append(contents.docket()).append('\n');
        container();
        exhibits();
        exhibitTimes();
        acts();
        stamps();
        said("verify.more");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void container() {
        said("verify.whole");
        shown(
                new Step(
                        "unzip",
                        "unzip -tq " + NAME,
                        Optional.of("No errors detected in compressed data of " + NAME + ".")));
        if (signer.isEmpty()) return;
        var byHand = new ContainerByHand(shell);
        said("verify.container");
        shown(byHand.covered(files));
        shown(byHand.signed(true));
        shown(byHand.key(signer.get()));
        said("verify.archived");
        shown(byHand.archived(contents.exporter()));
        shown(byHand.archivedAll());
    }

    private void exhibits() {
        if (contents.exhibits().isEmpty()) return;
        said("verify.exhibits");
        if (contents.exhibits().size() > LISTED) {
            shown(all(contents.exhibits().size()));
            return;
        }
        for (var exhibit : contents.exhibits()) {
            var place = DossierWriter.place(exhibit);
            shown(
                    new Step(
                            "sha256sum",
                            shell.unzip(place) + " | sha256sum",
                            Optional.of(exhibit.sha256().hex() + "  -")));
        }
    }

    /** Those stamped by themselves; each at a time, or all of many together. */
    private void exhibitTimes() {
        var stamped =
                contents.exhibits().stream()
                        .filter(one -> one.time() instanceof ExhibitTime.Stamped)
                        .map(Contents.Exhibit::sha256)
                        .toList();
        var waiting =
                contents.exhibits().stream()
                        .filter(one -> one.time() instanceof ExhibitTime.Pending)
                        .count();
        if (waiting > 0) said("verify.pending");
        if (stamped.isEmpty()) return;
        said("verify.exhibit-times");
        var byHand = new ContainerByHand(shell);
        shown(byHand.exhibits(contents.exporter(), stamped));
        var renewed = Beside.renewed(contents.exhibits());
        if (renewed.isEmpty()) return;
        said("verify.renewed");
        var times = renewed.values().stream().mapToInt(one -> one.renewals().size()).sum();
        shown(
                new RenewalsByHand(shell, byHand.authorities(contents.exporter()), times)
                        .of(renewed.keySet()));
    }

    private static Step all(int count) {
        return new Step(
                "sha256sum",
                "unzip -Z1 "
                        + NAME
                        + " 'exhibits/*' | while read -r e; do\n"
                        + "  h=$(unzip -p "
                        + NAME
                        + " \"$e\" | sha256sum | cut -c1-64)\n"
                        + "  case $e in exhibits/$h/*) echo same ;; *) echo \"OTHER $e\" ;; esac\n"
                        + "done | sort | uniq -c | sed 's/^ *//'",
                Optional.of(count + " same"));
    }

    private void acts() {
        said("verify.acts");
        var acts = new TreeMap<String, Envelope>();
        contents.acts().forEach(act -> acts.put(act.digest().hex(), act));
        shown(
                new Step(
                        "sha256sum",
                        each(acts) + "  ENTRY | jq -jcS .header | sha256sum | cut -c1-64\ndone",
                        Optional.of(String.join("\n", acts.keySet()))));
        said("verify.signatures");
        shown(new Step("openssl", each(acts) + SIGNATURE + "done", Optional.of(signatures(acts))));
        jose(acts);
    }

    /** The same of those acts whose algorithm that program knows, as signatures in JSON. */
    private void jose(Map<String, Envelope> all) {
        var known = new TreeMap<>(all);
        known.values().removeIf(act -> !isEs256(act));
        said("verify.jose");
        if (known.isEmpty()) return;
        shown(
                new Step(
                        "jose",
                        each(known) + JOSE + "done | sort | uniq -c | sed 's/^ *//'",
                        Optional.of(known.size() + " verified")));
    }

    private static boolean isEs256(Envelope act) {
        return DetachedJws.parse(act.signature())
                .filter(jws -> jws.algorithm() == SignatureAlgorithm.ES256)
                .isPresent();
    }

    /** The payload stands in such a signature as it is (RFC 7797), and the key as a JWK. */
    private static final String JOSE =
            """
              ENTRY >act.json
              p=$(jq -r .signature act.json | sed 's/\\.\\..*//')
              k=$(ENTRIES directories/* | jq -rs --arg k "$(echo "$p" | b64u | jq -r .kid)" '[.[].sections.directory.content.keys[]? | select(.id == $k).publicKey] | first')
              half() { echo "$k" | b64u | tail -c $1 | head -c 32 | base64 | tr -d '=\\n' | tr +/ -_; }
              jq -n --arg x "$(half 64)" --arg y "$(half 32)" '{kty: "EC", crv: "P-256", x: $x, y: $y}' >key.jwk
              jq -n --arg p "$p" --arg h "$(jq -jcS .header act.json)" --arg s "$(jq -r .signature act.json | sed 's/.*\\.\\.//')" '{protected: $p, payload: $h, signature: $s}' >act.jws
              jose jws ver -i act.jws -k key.jwk && echo verified
            """;

    private String each(Map<String, Envelope> acts) {
        return "for d in " + String.join(" ", acts.keySet()) + "; do\n";
    }

    private static final String SIGNATURE =
            """
              ENTRY >act.json
              p=$(jq -r .signature act.json | sed 's/\\.\\..*//')
              k=$(ENTRIES directories/* | jq -rs --arg k "$(echo "$p" | b64u | jq -r .kid)" '[.[].sections.directory.content.keys[]? | select(.id == $k).publicKey] | first')
              { echo "$p" | tr -d '\\n'; echo . | tr -d '\\n'; jq -jcS .header act.json; } >message
              jq -r .signature act.json | sed 's/.*\\.\\.//' | b64u >raw
              case $(echo "$p" | b64u | jq -r .alg) in
              EdDSA)
                KEY_EDDSA
                cat raw >signature
                VERIFY_EDDSA ;;
              ES256)
                KEY_ES256
                SIGNATURE_ES256
                VERIFY_ES256 ;;
              esac
            """;

    private static String signatures(Map<String, Envelope> acts) {
        return acts.values().stream()
                .map(act -> DetachedJws.parse(act.signature()))
                .flatMap(Optional::stream)
                .map(jws -> Shell.verified(jws.algorithm()))
                .collect(Collectors.joining("\n"));
    }

    private void stamps() {
        var some = new ArrayList<String>();
        for (var log : contents.logs())
            for (var i = 0; i < log.stamps().size(); i++) some.add(Beside.stamp(log, i));
        if (some.isEmpty()) return;
        said("verify.stamps");
        for (var name : some)
            shown(
                    new Step(
                            "openssl",
                            String.join(
                                    "\n",
                                    shell.unzip(name + ".tsr") + " >token.tsr",
                                    shell.unzip(name + ".txt") + " >stamped.txt",
                                    shell.unzip(name + ".pem") + " >authority.pem",
                                    "openssl ts -verify -data stamped.txt -in token.tsr -CAfile authority.pem -untrusted authority.pem -partial_chain -no_check_time 2>&1 | grep '^Verification'"),
                            Optional.of("Verification: OK")));
    }

    /** The same in each language, which need not be the reader's only one. */
    private void said(String key) {
        text.append('\n');
        for (var language : words)
            text.append(language.sentence(key, Map.of("name", NAME))).append('\n');
        text.append('\n');
    }

    private void shown(Step step) {
        var command =
                step.command()
                        .replace("ENTRIES directories/*", "unzip -p " + NAME + " 'directories/*'")
                        .replace("ENTRY", "unzip -p " + NAME + " acts/$d.json")
                        .replace(
                                "KEY_EDDSA",
                                Shell.key(SignatureAlgorithm.EdDSA, "echo \"$k\" | b64u"))
                        .replace(
                                "KEY_ES256",
                                Shell.key(SignatureAlgorithm.ES256, "echo \"$k\" | b64u"))
                        .replace("VERIFY_EDDSA", Shell.verify(SignatureAlgorithm.EdDSA))
                        .replace("VERIFY_ES256", Shell.verify(SignatureAlgorithm.ES256))
                        .replace(
                                "SIGNATURE_ES256",
                                Shell.signature(SignatureAlgorithm.ES256, "cat raw"));
        if (command.contains("b64u")) command = Shell.BASE64URL + "\n" + command;
        for (var line : command.split("\n")) text.append("    ").append(line).append('\n');
        for (var line : step.prints().orElse("").split("\n"))
            text.append("  | ").append(line).append('\n');
        text.append('\n');
    }
}
