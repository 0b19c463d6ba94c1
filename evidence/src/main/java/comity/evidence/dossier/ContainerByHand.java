package comity.evidence.dossier;

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
                unzip(DossierWriter.ASIC_MANIFEST)
                        + " |\n  sed -n 's/^<asic:DataObjectReference URI=\"\\([^\"]*\\)\">.*<ds:DigestValue>\\([^<]*\\)<.*/\\2 \\1/p' |\n  "
                        + NAMES
                        + " |\n  while read -r digest name; do\n"
                        + "  test \"$(unzip -p "
                        + Shell.quoted(shell.caseFile())
                        + " \"$name\" | openssl dgst -sha256 -binary | base64)\" = \"$digest\" && echo same || echo \"OTHER $name\"\n"
                        + "done | sort | uniq -c | sed 's/^ *//'",
                Optional.of(files + " same"));
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
                        "awk '/BEGIN/ {n++} n {print >\"signer\" n \".pem\"}' signers.pem",
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
