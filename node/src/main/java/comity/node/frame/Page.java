package comity.node.frame;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import comity.treaty.facts.Fact;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What every page knows: its language and direction, who is reading, and the mark that its forms
 * carry so that no other site can send them.
 *
 * @param path where the page is, so that another language of it can be asked for
 * @param carried what the page's address holds beside its path, for the same page in another
 *     language: the draft and the office, or what a list was asked for
 * @param person the reader's name; empty for whom nobody signed in
 * @param desks the ways in that serve the reader's offices
 * @param open paths of pages deeper in that do so too
 * @param csrf the forms' token
 * @param authorities what an authority is called; itself where no directory is at hand
 */
public record Page(
        Locale language,
        String path,
        String carried,
        String person,
        List<Desk> desks,
        Set<String> open,
        String state,
        String csrf,
        boolean demo,
        UnaryOperator<String> authorities) {
    private static final String BUNDLE = "messages.pages";
    private static final String FACTS = "comity.treaty.facts.facts";

    /** Rooms whose pages have a bundle of their own; their keys begin with its name. */
    static final Set<String> ROOMS =
            Set.of(
                    "alerts",
                    "bench",
                    "admin",
                    "assistant",
                    "complaint",
                    "completeness",
                    "conditions",
                    "defence",
                    "desks",
                    "draws",
                    "glass",
                    "inquiry",
                    "presence",
                    "provider",
                    "rehearsal",
                    "law",
                    "log",
                    "rules",
                    "seals",
                    "profiles",
                    "register",
                    "positions",
                    "route",
                    "notices",
                    "notice",
                    "mail",
                    "offices",
                    "openid",
                    "signing",
                    "story",
                    "writer",
                    "retention",
                    "oversight",
                    "within",
                    "work",
                    "custody",
                    "timestamps",
                    "translation",
                    "transparency",
                    "trust",
                    "watch",
                    "weekly");

    public Page {
        desks = List.copyOf(desks);
        open = Set.copyOf(open);
    }

    /** A page of words alone: it names no authority. */
    public Page(
            Locale language,
            String path,
            String carried,
            String person,
            List<Desk> desks,
            Set<String> open,
            String state,
            String csrf,
            boolean demo) {
        this(
                language,
                path,
                carried,
                person,
                desks,
                open,
                state,
                csrf,
                demo,
                UnaryOperator.identity());
    }

    /**
     * A way in at the head of the page.
     *
     * @param name its title is {@code desks.<name>}
     */
    public record Desk(String path, String name) {}

    /**
     * The same, where its address is not to be asked for again: another language of {@code path}.
     */
    Page insteadAt(String path) {
        return new Page(language, path, "", person, desks, open, state, csrf, demo, authorities);
    }

    /** Whether the page at {@code path}, which not every office has, serves the reader. */
    public boolean opens(String path) {
        return open.contains(path);
    }

    /** So many ways in stand in a line; of more, only the daily ones and the one that was taken. */
    private static final int A_LINE = 7;

    private static final Set<String> DAILY =
            Set.of(
                    "admin",
                    "worklist",
                    "search",
                    "duty",
                    "writer",
                    "orders",
                    "translations",
                    "within",
                    "calendar");

    /** The ways in that are always in sight: the daily ones, then as many as the line holds. */
    public List<Desk> near() {
        if (desks.size() <= A_LINE) return desks;
        var near =
                desks.stream()
                        .filter(desk -> DAILY.contains(desk.name()) || isAt(desk))
                        .collect(Collectors.toCollection(ArrayList::new));
        for (var desk : desks) if (near.size() < A_LINE - 1 && !near.contains(desk)) near.add(desk);
        return List.copyOf(near);
    }

    /** The others, one step away. */
    public List<Desk> further() {
        var near = near();
        return desks.stream().filter(desk -> !near.contains(desk)).toList();
    }

    /** The way in that the reader took: the one whose path begins this page's, the longest. */
    public boolean isAt(Desk desk) {
        return begins(desk)
                && desks.stream()
                        .noneMatch(
                                other ->
                                        begins(other)
                                                && other.path().length() > desk.path().length());
    }

    private boolean begins(Desk desk) {
        return path.equals(desk.path()) || path.startsWith(desk.path() + "/");
    }

    /** A language that the switch offers, under its own name. */
    public record Tongue(String code, String name) {}

    private static final List<Tongue> TONGUES =
            List.of(
                    new Tongue("ar", "العربية"),
                    new Tongue("zh", "中文"),
                    new Tongue("en", "English"),
                    new Tongue("fr", "Français"),
                    new Tongue("ru", "Русский"),
                    new Tongue("es", "Español"));

    public List<Tongue> tongues() {
        return TONGUES;
    }

    public boolean rightToLeft() {
        return language.getLanguage().equals("ar");
    }

    /** The sentence for a key; a word that the bundles do not know stands for itself. */
    public String t(String key) {
        return Languages.text(bundle(key), key, language)
                .orElseGet(() -> key.substring(key.indexOf('.') + 1));
    }

    /** What a field is called; one that is named as a fact, by the fact's sentence. */
    public String label(String field) {
        return field.contains(".") ? fact(field) : t("field." + field);
    }

    /** A fact's meaning, in one plain sentence. */
    public String fact(String path) {
        return ResourceBundle.getBundle(FACTS, language).getString(path);
    }

    /** The bundle that holds {@code key}. */
    static String bundle(String key) {
        var room = key.substring(0, Math.max(0, key.indexOf('.')));
        return ROOMS.contains(room) ? "messages." + room : BUNDLE;
    }

    /** The sentence for a key with its one gap filled. */
    public String t(String key, Object fact) {
        return Languages.filled(t(key), language, fact);
    }

    /** A State's name: as the bundles have it, else as the reader's language calls the country. */
    public String stateName(String code) {
        return Languages.stateName(code, language);
    }

    /** An authority's name in the reader's language, as its State's directory has it. */
    public String authority(String id) {
        return authorities.apply(id);
    }

    /**
     * An office and its authority.
     *
     * @param inOffice {@code XA.court/JUD}, as requests name it
     */
    public String office(String inOffice) {
        var slash = inOffice.indexOf('/');
        return t("office." + inOffice.substring(slash + 1))
                + " · "
                + authority(inOffice.substring(0, Math.max(0, slash)));
    }

    /** Who asks whom, in reading direction. */
    public String parties(String requesting, String requested) {
        return stateName(requesting) + (rightToLeft() ? " ← " : " → ") + stateName(requested);
    }

    /** A moment, in the reader's language and in universal time. */
    public String moment(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(language)
                        .format(LocalDateTime.ofInstant(at, ZoneOffset.UTC))
                + " UTC";
    }

    /** A day, in the reader's language. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language)
                .format(day);
    }

    /** A number, in the reader's language: one digit after the point where it is not whole. */
    public String number(double value) {
        var format = NumberFormat.getNumberInstance(language);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }

    /**
     * A length of time in the reader's language, as exact as people say it: minutes below an hour,
     * hours below two days, then days.
     */
    public String span(double days) {
        var hours = days * 24;
        var measure =
                days >= 2
                        ? new Measure(Math.round(days * 10) / 10.0, MeasureUnit.DAY)
                        : hours >= 1
                                ? new Measure(Math.round(hours), MeasureUnit.HOUR)
                                : new Measure(Math.ceil(hours * 60), MeasureUnit.MINUTE);
        return MeasureFormat.getInstance(language, MeasureFormat.FormatWidth.SHORT).format(measure);
    }

    /** A digest in groups of eight that eyes can compare. */
    public static String grouped(String digest) {
        return String.join(" ", digest.split("(?<=\\G.{8})"));
    }

    /** The digest's first characters: enough to tell acts of one docket apart. */
    public static String brief(String digest) {
        return digest.substring(0, Math.min(8, digest.length()));
    }

    /** What an act says under one name, as a person reads it. */
    public String value(Object said) {
        return switch (said) {
            case Collection<?> all ->
                    all.stream().map(this::value).collect(Collectors.joining("\n"));
            case Map<?, ?> object ->
                    object.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
                            .collect(Collectors.joining("; "));
            default -> said.toString();
        };
    }

    /** As {@link #value}, with the words of the treaty's lists in the reader's language. */
    public String worded(Object said) {
        return switch (said) {
            case Collection<?> all ->
                    all.stream().map(this::worded).collect(Collectors.joining(", "));
            case String word when word.matches("[A-Z][A-Z0-9_]{2,}") -> t("word." + word);
            case String day when day.matches("\\d{4}-\\d{2}-\\d{2}") -> dayOr(day);
            case String path when path.contains(".") && Fact.of(path).isPresent() -> fact(path);
            default -> value(said);
        };
    }

    /** A day in the reader's language; what only looks like one stays as it is. */
    public String dayOr(String said) {
        try {
            return day(LocalDate.parse(said));
        } catch (DateTimeParseException _) {
            return said;
        }
    }
}
