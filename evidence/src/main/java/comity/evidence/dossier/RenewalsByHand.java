package comity.evidence.dossier;

import comity.record.act.Digest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How to follow with openssl from a timestamp through what renewed it: each renewal is asked
 * whether it stamps a group of hashes (sorted and joined; one alone as it is: RFC 4998, 4.2), and
 * that group whether it holds the hash of the token before.
 *
 * @param authorities writes the certificates that may have stamped into {@code authorities.pem}
 * @param times how many renewals there are to follow
 */
record RenewalsByHand(Shell shell, String authorities, int times) {
    private static final String FOLLOW =
            """
            unhex() { python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))'; }
            follow() {
              openssl ts -reply -in "$1" -token_out -out token.der 2>/dev/null
              while read -r r; do
                h=$(sha256sum <token.der | cut -c1-64)
                echo "$r" | jq -r '.group[]' | LC_ALL=C sort >group.txt
                grep -qx "$h" group.txt || echo "OTHER TOKEN"
                [ "$(wc -l <group.txt)" = 1 ] || h=$(tr -d '\n' <group.txt | unhex | sha256sum | cut -c1-64)
                echo "$r" | jq -r .reply | b64u >next.tsr
                openssl ts -verify -digest "$h" -in next.tsr -CAfile authorities.pem -untrusted authorities.pem -partial_chain -no_check_time 2>&1 | grep '^Verification'
                openssl ts -reply -in next.tsr -token_out -out token.der 2>/dev/null
              done
            }""";

    /** The renewals of a log's stamp, which lie in the entry of that log. */
    Step of(LogProofs log, int number) {
        var stamp = shell.unzip(log.place()) + " | jq -c '.stamps[" + number + "]";
        return step(
                stamp + ".reply' | tr -d '\"' | b64u >first.tsr",
                stamp + ".renewals[:" + times + "][]' | follow first.tsr");
    }

    /** The renewals of one exhibit's timestamp, as many as count. */
    Step of(Digest exhibit) {
        return exhibits(List.of(exhibit), "[:" + times + "]");
    }

    /** All renewals of these exhibits' timestamps. */
    Step of(Collection<Digest> exhibits) {
        return exhibits(exhibits, "");
    }

    private Step exhibits(Collection<Digest> exhibits, String which) {
        var entry = "unzip -p " + Shell.quoted(shell.caseFile()) + " timestamps/exhibits/$h";
        var hashes = exhibits.stream().map(Digest::hex).collect(Collectors.joining(" "));
        return step(
                "for h in " + hashes + "; do",
                "  " + entry + ".tsr >first.tsr",
                "  " + entry + ".json | jq -c '.renewals" + which + "[]' | follow first.tsr",
                "done");
    }

    private Step step(String... commands) {
        return new Step(
                "openssl",
                authorities
                        + "\n"
                        + FOLLOW
                        + "\n"
                        + String.join("\n", commands)
                        + " | sort | uniq -c | sed 's/^ *//'",
                Optional.of(times + " Verification: OK"));
    }
}
