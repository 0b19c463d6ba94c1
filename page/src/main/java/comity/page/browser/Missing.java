package comity.page.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.KeccakState;
import org.jspecify.annotations.Nullable;

/**
 * Methods of the JDK that the verifier uses and TeaVM does not have; {@code build.Replacements}
 * puts them in their places. Each does what the JDK documents of it, as far as the verifier asks.
 */
public final class Missing {
    private Missing() {}

    /** Nobody here changes what was handed in or handed out; the JDK holds the door besides. */
    public static <T> SortedSet<T> unmodifiableSortedSet(SortedSet<T> set) {
        return set;
    }

    public static <K, V> SortedMap<K, V> unmodifiableSortedMap(SortedMap<K, V> map) {
        return map;
    }

    public static String replaceAll(Matcher matcher, Function<MatchResult, String> replacer) {
        var text = new StringBuffer();
        matcher.reset();
        while (matcher.find())
            matcher.appendReplacement(text, replacer.apply(matcher.toMatchResult()));
        return matcher.appendTail(text).toString();
    }

    public static Stream<String> lines(String text) {
        return text.isEmpty() ? Stream.empty() : Stream.of(text.split("\r\n|\r|\n"));
    }

    public static <T> Stream<T> ofNullable(@Nullable T one) {
        return one == null ? Stream.empty() : Stream.of(one);
    }

    /** BouncyCastle has it; here it is one that JavaScript can do fast. */
    public static void keccak(KeccakDigest digest) {
        Keccak.permute(KeccakState.of(digest));
    }

    public static ByteBuffer slice(ByteBuffer buffer, int index, int length) {
        var part = buffer.duplicate();
        part.position(index);
        part.limit(index + length);
        return part.slice();
    }

    public static LocalDate ofInstant(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate();
    }

    /** Its constructor is deprecated in the JDK, which has this method instead; TeaVM has not. */
    @SuppressWarnings("deprecation")
    public static Locale locale(String language) {
        return new Locale(language);
    }

    /** There are no modules in a page. */
    public static @Nullable Module module(Class<?> of) {
        return null;
    }

    /** The sentences of one language, or in English; they lie in the page as files do. */
    public static ResourceBundle bundle(String name, Locale language, @Nullable Module module) {
        var sentences = new Properties();
        load(sentences, name, "en");
        load(sentences, name, language.getLanguage());
        return new Sentences(sentences);
    }

    public static Set<String> keySet(ResourceBundle bundle) {
        return new TreeSet<>(Collections.list(bundle.getKeys()));
    }

    /**
     * TeaVM's own takes characters for bytes. Of the format it reads what our bundles use: a line
     * for each key, comments, and characters by their number.
     */
    public static void load(Properties into, Reader from) throws IOException {
        var lines = new BufferedReader(from);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var entry = line.stripLeading();
            var end = entry.indexOf('=');
            if (end < 0 || entry.startsWith("#") || entry.startsWith("!")) continue;
            into.setProperty(
                    unescaped(entry.substring(0, end).stripTrailing()),
                    unescaped(entry.substring(end + 1).stripLeading()));
        }
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) return text;
        var clear = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                clear.append(c);
                continue;
            }
            var next = text.charAt(++i);
            switch (next) {
                case 'n' -> clear.append('\n');
                case 't' -> clear.append('\t');
                case 'u' -> {
                    clear.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> clear.append(next);
            }
        }
        return clear.toString();
    }

    private static void load(Properties into, String name, String language) {
        var file = "/" + name.replace('.', '/') + "_" + language + ".properties";
        try (var in = Missing.class.getResourceAsStream(file)) {
            if (in != null) load(into, new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the page's sentences could not be read", e);
        }
    }

    private static final class Sentences extends ResourceBundle {
        private final Properties sentences;

        Sentences(Properties sentences) {
            this.sentences = sentences;
        }

        @Override
        protected @Nullable Object handleGetObject(String key) {
            return sentences.getProperty(key);
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.enumeration(sentences.stringPropertyNames());
        }
    }
}
