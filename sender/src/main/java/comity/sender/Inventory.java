package comity.sender;

import comity.evidence.exhibit.SourceManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What is to be delivered: files, and folders with everything below them. Every file has a name
 * that leads nowhere else; what cannot be delivered is said before anything is sent.
 */
record Inventory(List<Item> items) {

    /**
     * @param name below what was named on the command line, with {@code /} between its steps
     */
    record Item(String name, Path path, long size, long modified) {}

    static Inventory of(List<String> named) throws Stopped {
        if (named.isEmpty()) throw Stopped.wrong("nothing-named");
        var found = new TreeMap<String, Item>();
        for (var text : named) {
            var path = Asked.path(text);
            try {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    put(found, fileName(path), path);
                else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) below(found, path);
                else throw Stopped.wrong("not-a-file", text);
            } catch (IOException _) {
                throw Stopped.wrong("file-unreadable", text);
            }
        }
        if (found.isEmpty()) throw Stopped.wrong("nothing-there");
        return new Inventory(List.copyOf(found.values()));
    }

    private static void below(TreeMap<String, Item> found, Path folder)
            throws IOException, Stopped {
        var paths = new ArrayList<Path>();
        try (var walk = Files.walk(folder)) {
            walk.sorted(Comparator.naturalOrder()).forEach(paths::add);
        } catch (java.io.UncheckedIOException e) {
            throw Stopped.wrong("file-unreadable", folder + ": " + e.getMessage());
        }
        var top = fileName(folder.toRealPath());
        for (var path : paths) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) continue;
            // A link may lead out of the folder, or in a circle; whoever delivers says what is
            // meant.
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                throw Stopped.wrong("not-a-file", path.toString());
            var name = new StringBuilder(top);
            for (var step : folder.relativize(path)) name.append('/').append(step);
            put(found, name.toString(), path);
        }
    }

    private static String fileName(Path path) {
        var name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    private static void put(TreeMap<String, Item> found, String name, Path path)
            throws IOException, Stopped {
        if (!SourceManifest.isSafe(name))
            throw Stopped.wrong(
                    "name-unsafe", path.toString(), Integer.toString(SourceManifest.LONGEST_NAME));
        if (!Files.isReadable(path)) throw Stopped.wrong("file-unreadable", path.toString());
        var item =
                new Item(name, path, Files.size(path), Files.getLastModifiedTime(path).toMillis());
        if (found.put(name, item) != null) throw Stopped.wrong("name-twice", name);
    }

    long bytes() {
        return items.stream().mapToLong(Item::size).sum();
    }
}
