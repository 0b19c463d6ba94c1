package comity.reader;

import comity.evidence.reading.Columns;
import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Moment;
import comity.evidence.reading.Unread;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Rows with a time each: CSV, JSON lines, syslog. Which column is the time is never guessed; until
 * somebody has said it, the columns' names are all that is read.
 */
final class Rows {
    private static final Pattern SYSLOG =
            Pattern.compile(
                    "^(<[0-9]{1,3}>)?(1 [0-9]{4}-|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 0-9][0-9] [0-9]{2}:)");
    private static final int MOST_ACCOUNTS = 1000;
    private static final int LONGEST_NAME = 200;

    /** How rows are divided and what a row's columns are called. */
    enum Form {
        CSV("text/csv"),
        JSON_LINES("application/x-ndjson"),
        SYSLOG("text/x-log");

        private final String media;

        Form(String media) {
            this.media = media;
        }
    }

    /** What was found in all of them. */
    record Found(
            Form form,
            List<String> columns,
            Optional<Moment> first,
            Optional<Moment> last,
            Set<String> accounts,
            boolean uncertain,
            Optional<Unread> unread) {}

    private Rows() {}

    /** Whether something is rows, by its name and its beginning. */
    static boolean are(String name, byte[] beginning) {
        return form(name, beginning).isPresent();
    }

    static Optional<Form> form(String name, byte[] beginning) {
        var small = name.toLowerCase(Locale.ROOT);
        var text = new String(beginning, StandardCharsets.ISO_8859_1);
        var first = text.lines().findFirst().orElse("");
        if (SYSLOG.matcher(first).find()) return Optional.of(Form.SYSLOG);
        if (small.matches(".*\\.(jsonl|ndjson)(\\.log)?$")
                || first.startsWith("{")
                        && first.endsWith("}")
                        && text.lines().count() > 1
                        && text.lines().skip(1).findFirst().orElse("").startsWith("{"))
            return Optional.of(Form.JSON_LINES);
        return small.endsWith(".csv") || small.endsWith(".tsv")
                ? Optional.of(Form.CSV)
                : Optional.empty();
    }

    /** One row: what divides it from the next, and its fields by their columns' names. */
    record Row(byte[] bytes, List<String> names, List<String> values) {
        Optional<String> value(String column) {
            var at = names.indexOf(column);
            if (at < 0 && column.matches("[1-9][0-9]{0,3}")) at = Integer.parseInt(column) - 1;
            return at >= 0 && at < values.size() ? Optional.of(values.get(at)) : Optional.empty();
        }
    }

    /** Who is told of each row; the heading of a CSV first, as one. */
    interface Each {
        void heading(byte[] bytes) throws IOException;

        void row(Row row) throws IOException;
    }

    static void each(Form form, String name, InputStream in, Each each) throws IOException {
        var records = new Records(in, form == Form.CSV);
        var format =
                name.toLowerCase(Locale.ROOT).endsWith(".tsv") ? CSVFormat.TDF : CSVFormat.DEFAULT;
        List<String> names = List.of();
        var heading = form == Form.CSV;
        for (var bytes = records.next(); bytes.length > 0; bytes = records.next()) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            if (heading) {
                names = csv(text, format).stream().map(Rows::columnName).toList();
                each.heading(bytes);
                heading = false;
            } else if (!text.isBlank()) {
                each.row(
                        switch (form) {
                            case CSV -> new Row(bytes, names, csv(text, format));
                            case JSON_LINES -> json(bytes);
                            case SYSLOG -> new Row(bytes, List.of("1"), List.of(text.strip()));
                        });
            }
        }
    }

    private static String columnName(String name) {
        var shown = Names.shown(name.replace("\uFEFF", "").strip());
        return shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown;
    }

    private static List<String> csv(String record, CSVFormat format) {
        try (var parser = CSVParser.parse(record, format)) {
            var rows = parser.getRecords();
            return rows.size() == 1 ? rows.getFirst().toList() : List.of();
        } catch (IOException | RuntimeException _) {
            return List.of();
        }
    }

    private static Row json(byte[] bytes) {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        try {
            if (JsonReader.interchange(bytes) instanceof Json.Obj object)
                object.members()
                        .forEach(
                                (name, value) -> {
                                    names.add(columnName(name));
                                    values.add(plain(value));
                                });
        } catch (MalformedJson | StackOverflowError _) {
            // A row without fields has no time, and is set aside as such.
        }
        return new Row(bytes, names, values);
    }

    private static String plain(Json value) {
        return switch (value) {
            case Json.Str(var text) -> text;
            case Json.Int(var number) -> Long.toString(number);
            case Json.Real(var number) ->
                    number == Math.rint(number) && Math.abs(number) < 1e15
                            ? Long.toString((long) number)
                            : Double.toString(number);
            case Json.Bool(var truth) -> Boolean.toString(truth);
            default -> "";
        };
    }

    static Found read(
            String path, String name, byte[] beginning, InputStream in, Optional<Columns> columns)
            throws IOException {
        var form = form(name, beginning).orElseThrow();
        var collected = new Collected(form, columns);
        each(form, name, in, collected);
        return collected.found();
    }

    static Item item(Found found, String path, long size, Digest sha256) {
        var moments = new ArrayList<Moment>();
        found.first().ifPresent(moments::add);
        found.last().ifPresent(moments::add);
        if (found.uncertain()) moments.add(new Moment(Instant.EPOCH, false));
        return new Item(
                path,
                Kind.ROWS,
                found.form().media,
                found.accounts(),
                found.accounts(),
                moments.stream().distinct().toList(),
                size,
                Optional.of(sha256),
                Set.of(),
                found.columns(),
                found.unread());
    }

    /** The columns, and the first and last time of all rows. */
    private static final class Collected implements Each {
        private final Form form;
        private final Optional<Columns> columns;
        private final Optional<RowTime> time;
        private final List<String> names = new ArrayList<>();
        private final Set<String> accounts = new TreeSet<>();
        private Optional<Moment> first = Optional.empty();
        private Optional<Moment> last = Optional.empty();
        private boolean uncertain;

        Collected(Form form, Optional<Columns> columns) {
            this.form = form;
            this.columns = columns;
            this.time = columns.map(RowTime::new);
        }

        @Override
        public void heading(byte[] bytes) {}

        @Override
        public void row(Row row) {
            if (names.isEmpty()) names.addAll(row.names());
            if (time.isEmpty()) return;
            var at = time.get().of(row).map(instant -> new Moment(instant, true));
            if (at.isEmpty()) uncertain = true;
            else {
                if (first.isEmpty() || at.get().at().isBefore(first.get().at())) first = at;
                if (last.isEmpty() || at.get().at().isAfter(last.get().at())) last = at;
            }
            columns.flatMap(Columns::account)
                    .ifPresent(
                            column -> {
                                // A row without an account is nobody's: it counts as another's.
                                if (accounts.size() < MOST_ACCOUNTS)
                                    accounts.add(Names.shown(row.value(column).orElse("?")));
                            });
        }

        Found found() {
            return new Found(
                    form,
                    names.stream().limit(500).toList(),
                    first,
                    last,
                    accounts,
                    uncertain,
                    columns.isEmpty() ? Optional.of(Unread.NO_COLUMNS) : Optional.empty());
        }
    }
}
