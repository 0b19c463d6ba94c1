package comity.evidence.dossier;

import comity.record.act.Digest;
import java.util.List;
import java.util.Optional;

/**
 * The container as a whole, asked of ordinary tools: does its signed manifest list every file as it
 * is, did the key sign the manifest, and which key of which directory stands behind it.
 */
record ContainerByHand(Shell shell) {
    /** Names in the manifest are references: what is no plain letter is a percent and a number. */
    private static final String NAMES =
            "LC_ALL=C awk '{u = $2; n = \"\"; h = \"0123456789ABCDEF\"; while (match(u, /%[0-9A-F][0-9A-F]/)) {"
                    + "n = n substr(u, 1, RSTART - 1) sprintf(\"%c\", 16 * index(h, substr(u, RSTART + 1, 1)) + index(h, substr(u, RSTART + 2, 1)) - 17); "
                    + "u = substr(u, RSTART + 3)} print $1 \" \" n u}'";

    /** Counts the files that are as the manifest lists them; names any other. */
    Step covered(int files) {
        return new Step(
                "openssl",
                same(unzip(DossierWriter.ASIC_MANIFEST)) + " | sort | uniq -c | sed 's/^ *//'",
                Optional.of(files + " same"));
    }

    private String same(String manifest) {
        return manifest
                + " |\n  sed -n 's/^<asic:DataObjectReference URI=\"\\([^\"]*\\)\"[^>]*>.*<ds:DigestValue>\\([^<]*\\)<.*/\\2 \\1/p' |\n  "
                + NAMES
                + " |\n  while read -r digest name; do\n"
                + "  test \"$(unzip -p "
                + Shell.quoted(shell.caseFile())
                + " \"$name\" | openssl dgst -sha256 -binary | base64)\" = \"$digest\" && echo same || echo \"OTHER $name\"\n"
                + "done";
    }

    /**
     * Counts the timestamps over the whole container that do not hold: each is asked of openssl,
     * with the authorities that the newest directory of the State names which made the file.
     */
    Step archived(String exporter) {
        return new Step(
                "openssl",
                String.join(
                        "\n",
                        authorities(exporter),
                        "for m in $(unzip -Z1 "
                                + Shell.quoted(shell.caseFile())
                                + " | grep '^META-INF/ASiCArchiveManifest[0-9]*\\.xml$'); do",
                        "  unzip -p " + Shell.quoted(shell.caseFile()) + " $m >archive.xml",
                        "  unzip -p "
                                + Shell.quoted(shell.caseFile())
                                + " \"$(sed -n 's/.*SigReference URI=\"\\([^\"]*\\)\".*/\\1/p' archive.xml)\" >archive.tst",
                        "  openssl ts -verify -data archive.xml -in archive.tst -token_in -CAfile authorities.pem"
                                + " -untrusted authorities.pem -partial_chain -no_check_time 2>&1 | grep '^Verification'",
                        "done | grep -vc 'Verification: OK'"),
                Optional.of("0"));
    }

    /** The certificates of authorities that the newest directory of a State names. */
    String authorities(String state) {
        return Shell.BASE64URL
                + "\nunzip -p "
                + Shell.quoted(shell.caseFile())
                + " 'directories/*' |\n  jq -rs '[.[].sections.directory.content | select(.state == \""
                + state.replaceAll("[^A-Za-z0-9.-]", "")
                + "\" and .log.timestampAuthorities)] | max_by(.version) | .log.timestampAuthorities[]?.certificate' |\n"
                + "  while read -r c; do echo \"$c\" | b64u | openssl x509 -inform DER; done >authorities.pem";
    }

    /** Asks openssl whether each of these exhibits was stamped by itself. */
    Step exhibits(String exporter, List<Digest> stamped) {
        return new Step(
                "openssl",
                String.join(
                        "\n",
                        authorities(exporter),
                        "for h in "
                                + String.join(" ", stamped.stream().map(Digest::hex).toList())
                                + "; do",
                        "  unzip -p "
                                + Shell.quoted(shell.caseFile())
                                + " timestamps/exhibits/$h.tsr >exhibit.tsr",
                        "  openssl ts -verify -digest $h -in exhibit.tsr -CAfile authorities.pem"
                                + " -untrusted authorities.pem -partial_chain -no_check_time 2>&1 | grep '^Verification'",
                        "done | sort | uniq -c | sed 's/^ *//'"),
                Optional.of(stamped.size() + " Verification: OK"));
    }

    /** Counts the files that are not as a timestamp over the whole container has them. */
    Step archivedAll() {
        return new Step(
                "openssl",
                "for m in $(unzip -Z1 "
                        + Shell.quoted(shell.caseFile())
                        + " | grep '^META-INF/ASiCArchiveManifest[0-9]*\\.xml$'); do\n  "
                        + same("unzip -p " + Shell.quoted(shell.caseFile()) + " $m")
                        + "\ndone | grep -c OTHER",
                Optional.of("0"));
    }

    private static final String SIGNERS =
            "openssl pkcs7 -inform DER -in signature.p7s -print_certs -out signers.pem";

    /** The manifest's signature. When it was made, and by whom, openssl is not asked. */
    Step signed(boolean holds) {
        return new Step(
                "openssl",
                String.join(
                        "\n",
                        unzip(DossierWriter.ASIC_MANIFEST) + " >ASiCManifest.xml",
                        unzip(DossierWriter.SIGNATURE) + " >signature.p7s",
                        SIGNERS,
                        "openssl cms -verify -binary -inform DER -in signature.p7s -content ASiCManifest.xml"
                                + " -CAfile signers.pem -partial_chain -no_check_time -purpose any -out /dev/null 2>&1 | grep -o 'erification successful'"),
                Optional.of("erification successful").filter(_ -> holds));
    }

    /** The name, in a directory here, of a key whose certificate came with the signature. */
    Step key(String key) {
        return new Step(
                "jq",
                String.join(
                        "\n",
                        unzip(DossierWriter.SIGNATURE) + " >signature.p7s",
                        SIGNERS,
                        "awk '/BEGIN CERT/ {n++; c = 1} c {print >\"signer\" n \".pem\"} /END CERT/ {c = 0}' signers.pem",
                        "for one in signer[0-9]*.pem; do for length in 32 65; do",
                        "  k=$(openssl x509 -in $one -pubkey -noout | openssl pkey -pubin -outform DER |"
                                + " tail -c $length | base64 | tr -d '=\\n' | tr +/ -_)",
                        "  unzip -p "
                                + Shell.quoted(shell.caseFile())
                                + " 'directories/*' |\n    jq -r --arg k \"$k\" '.sections.directory.content.keys[]? | select(.publicKey == $k).id'",
                        "done; done | sort -u"),
                Optional.of(key));
    }

    private String unzip(String entry) {
        return shell.unzip(entry);
    }
}
