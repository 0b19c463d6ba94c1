package comity.reader;

import comity.evidence.reading.Bounds;
import comity.evidence.reading.Columns;
import comity.evidence.reading.Item;
import comity.evidence.reading.Task;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads bytes as the confined process does, in a folder that has to be empty afterwards. */
final class Read {
    static final Scope OCTOBER =
            new Scope(
                    Optional.of(Set.of("anna@example.org")),
                    Set.of(DataCategory.CONTENT, DataCategory.TRAFFIC),
                    Optional.of(LocalDate.parse("2026-10-01")),
                    Optional.of(LocalDate.parse("2026-10-10")));

    private Read() {}

    static List<Item> items(Path folder, String name, byte[] bytes) throws IOException {
        return items(folder, name, new ByteArrayInputStream(bytes), Bounds.USUAL, Optional.empty());
    }

    static List<Item> items(
            Path folder, String name, InputStream in, Bounds bounds, Optional<Columns> columns)
            throws IOException {
        var items = new ArrayList<Item>();
        var begun = new ArrayList<String>();
        var sink =
                new Sink() {
                    @Override
                    public void begun(String path) {
                        begun.add(path);
                    }

                    @Override
                    public void found(Item item) {
                        items.add(item);
                    }
                };
        var task = new Task(Task.Part.LIST, name, Optional.empty(), columns, Set.of(), bounds);
        new Reading(task, folder, sink).exhibit(in);
        if (begun.size() != items.size())
            throw new AssertionError(
                    begun.size() + " begun, " + items.size() + " found in " + name);
        try (Stream<Path> left = Files.list(folder)) {
            var names = left.toList();
            if (!names.isEmpty()) throw new AssertionError(name + " left " + names);
        }
        return items;
    }

    static byte[] part(
            Path folder, Task.Part part, String name, byte[] bytes, Optional<Columns> columns)
            throws IOException {
        var out = new ByteArrayOutputStream();
        var task = new Task(part, name, Optional.of(OCTOBER), columns, Set.of(), Bounds.USUAL);
        ReaderMain.run(task, folder, new ByteArrayInputStream(bytes), out);
        return out.toByteArray();
    }
}
