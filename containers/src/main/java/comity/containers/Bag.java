package comity.containers;

import comity.record.act.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A bag (BagIt 1.0, RFC 8493) within an archive: every payload file is in every manifest with the
 * hash that it has, and no manifest names what is not there.
 */
final class Bag {
    private static final int MOST_TEXT = 8 << 20;
    private static final Map<String, String> HASHES =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private final Archive archive;
    private final String folder;
    private final List<Json> problems = new ArrayList<>();
    private final Set<String> algorithms = new java.util.TreeSet<>();

    Bag(Archive archive, String folder) {
        this.archive = archive;
        this.folder = folder;
    }

    Json.Obj look(Json.Arr files) throws IOException, Refused {
        var declared = text("bagit.txt");
        var version = member(declared, "BagIt-Version");
        if (!version.matches("[0-9]+\\.[0-9]+")) problem("bag.declaration", "bagit.txt");
        var payload = new HashSet<String>();
        for (var name : archive.entries().keySet())
            if (name.startsWith(folder + "data/")) payload.add(name.substring(folder.length()));
        var manifests = 0;
        for (var name : List.copyOf(archive.entries().keySet())) {
            var local = name.startsWith(folder) ? name.substring(folder.length()) : "";
            if (local.matches("manifest-[a-z0-9]+\\.txt")) {
                manifests++;
                var listed = manifest(local);
                payload.stream()
                        .filter(file -> !listed.contains(file))
                        .sorted()
                        .forEach(file -> problem("bag.not-listed", file));
            } else if (local.matches("tagmanifest-[a-z0-9]+\\.txt")) manifest(local);
        }
        if (manifests == 0) problem("bag.no-manifest", folder);
        if (has("fetch.txt")) problem("bag.not-fetched", "fetch.txt");
        oxum(payload);
        return Look.answer(problems.isEmpty() ? "valid" : "broken", "bagit")
                .with("version", version)
                .with("algorithms", Json.strings(algorithms))
                .with("payload", payload.size())
                .with("problems", new Json.Arr(problems))
                .with("files", files);
    }

    private void problem(String code, String file) {
        problems.add(Json.object().with("code", code).with("file", file));
    }

    private boolean has(String name) {
        return archive.entries().containsKey(folder + name);
    }

    private String text(String name) throws IOException, Refused {
        return new String(archive.bytes(folder + name, MOST_TEXT), StandardCharsets.UTF_8);
    }

    private static String member(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Checks what a manifest lists; the names that it lists. */
    private Set<String> manifest(String name) throws IOException, Refused {
        var algorithm = name.substring(name.indexOf('-') + 1, name.length() - ".txt".length());
        var listed = new LinkedHashMap<String, String>();
        for (var line : text(name).lines().toList()) {
            if (line.isBlank()) continue;
            var parts = line.strip().split("[ \t]+\\*?", 2);
            if (parts.length != 2) problem("bag.manifest", name);
            else if (listed.put(decoded(parts[1]), parts[0].toLowerCase(Locale.ROOT)) != null)
                problem("bag.listed-twice", parts[1]);
        }
        algorithms.add(algorithm);
        for (var one : listed.entrySet()) {
            if (!has(one.getKey())) problem("bag.missing", one.getKey());
            else if (!hash(one.getKey(), algorithm).equals(one.getValue()))
                problem("bag.other-bytes", one.getKey());
        }
        return listed.keySet();
    }

    /** RFC 8493, 2.1.3: line breaks and percents in names are written as percents. */
    private static String decoded(String name) {
        var plain = name.startsWith("./") ? name.substring(2) : name;
        return plain.replaceAll("(?i)%0D", "\r").replaceAll("(?i)%0A", "\n").replace("%25", "%");
    }

    private String hash(String name, String algorithm) throws IOException, Refused {
        if (algorithm.equals("sha256"))
            return java.util.Objects.requireNonNull(archive.entries().get(folder + name))
                    .sha256()
                    .hex();
        var java = HASHES.get(algorithm);
        if (java == null) throw new Refused("bagit", "bag.algorithm", algorithm);
        try {
            return HexFormat.of()
                    .formatHex(archive.hash(folder + name, MessageDigest.getInstance(java)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has " + java, e);
        }
    }

    private void oxum(Set<String> payload) throws IOException, Refused {
        if (!has("bag-info.txt")) return;
        var said = member(text("bag-info.txt"), "Payload-Oxum");
        if (said.isEmpty()) return;
        var bytes = 0L;
        for (var name : payload)
            bytes += java.util.Objects.requireNonNull(archive.entries().get(folder + name)).size();
        if (!said.equals(bytes + "." + payload.size())) problem("bag.oxum", said);
    }
}
