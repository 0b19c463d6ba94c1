package comity.node;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room may know which, and what no room does; each ban names what to take instead. */
class HouseTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("comity");

    @Nested
    class Arrows {

        /** The table of the architecture. Rooms see downward; the capabilities never each other. */
        @ParameterizedTest
        @CsvSource(
                textBlock =
                        """
                        comity.record,           ''
                        comity.treaty,           comity.record
                        comity.evidence,         comity.record comity.treaty
                        comity.node.database,    ''
                        comity.node.registry,    comity.record comity.treaty
                        comity.node.retention,   comity.record comity.treaty comity.node.registry
                        comity.node.signer,      comity.record
                        comity.node.identity,    comity.record comity.treaty comity.node.registry comity.node.signer
                        comity.node.bucket,      comity.node.registry
                        comity.node.publication, comity.record comity.node.registry comity.node.bucket
                        comity.node.timestamps,  comity.record comity.node.registry comity.node.publication comity.node.identity
                        comity.node.vault,       comity.record comity.evidence comity.node.registry comity.node.bucket
                        comity.node.reading,     comity.record comity.treaty comity.evidence
                        comity.node.courier,     comity.record comity.treaty comity.node.registry comity.node.publication
                        comity.node.frame,       comity.record comity.treaty comity.node.registry comity.node.identity comity.node.signer
                        comity.node.completeness, comity.record comity.treaty comity.node.registry comity.node.publication comity.node.identity comity.node.courier comity.node.frame
                        comity.node.admin,       comity.record comity.node.registry comity.node.retention comity.node.publication comity.node.timestamps comity.node.courier comity.node.vault comity.node.identity comity.node.mail comity.node.frame
                        comity.node.recourse,    comity.record comity.node.registry comity.node.publication comity.node.identity comity.node.mail comity.node.frame
                        comity.node.assistant,   comity.record comity.treaty comity.node.identity comity.node.frame
                        comity.node.mail,        comity.record comity.node.identity comity.node.frame
                        comity.node.desk,        comity.record comity.treaty comity.evidence comity.node.registry comity.node.identity comity.node.publication comity.node.timestamps comity.node.vault comity.node.frame comity.node.mail comity.paper
                        comity.node.trust,       comity.record comity.treaty comity.node.registry comity.node.identity comity.node.publication comity.node.frame comity.node.signer
                        comity.node.law,         comity.record comity.treaty comity.node.registry comity.node.identity comity.node.frame
                        comity.node.transparency, comity.record comity.treaty comity.node.registry comity.node.identity comity.node.publication comity.node.mail comity.node.frame
                        comity.node.provider,    comity.record comity.treaty comity.evidence comity.node.registry comity.node.identity comity.node.publication comity.node.vault comity.node.frame
                        comity.node.within,      comity.record comity.treaty comity.evidence comity.node.registry comity.node.identity comity.node.vault comity.node.reading comity.node.frame
                        comity.node.oversight,   comity.record comity.treaty comity.node.registry comity.node.publication comity.node.identity comity.node.mail comity.node.frame
                        comity.node.offices,     comity.record comity.treaty comity.node.registry comity.node.identity comity.node.frame
                        comity.node.custody,     comity.record comity.treaty comity.evidence comity.node.registry comity.node.identity comity.node.vault comity.node.reading comity.node.frame
                        """)
        void lead_down(String room, String below) {
            var allowed =
                    Stream.concat(Stream.of(room), Stream.of(below.split(" ")))
                            .filter(name -> !name.isEmpty())
                            .map(name -> name + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(room + "..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("comity..")
                                    .and(
                                            DescribedPredicate.not(
                                                    JavaClass.Predicates.resideInAnyPackage(
                                                            allowed))))
                    .because("what two rooms share belongs below both, or in the wiring")
                    .check(HOUSE);
        }

        @Test
        void never_lead_in_a_circle() {
            slices().matching("comity.(*).(*)..").should().beFreeOfCycles().check(HOUSE);
        }

        @Test
        void of_the_pure_modules_lead_to_no_server() {
            noClasses()
                    .that()
                    .resideInAnyPackage("comity.record..", "comity.treaty..", "comity.evidence..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..", "javax.sql..", "java.net.http..", "org.springframework..")
                    .because("a court runs these alone; let the node pass in what they need")
                    .check(HOUSE);
        }
    }

    @Nested
    class Bans {

        @Test
        void on_reading_the_clock() {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("comity.node.Wiring")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("time comes as an InstantSource through the constructor")
                    .check(HOUSE);
        }

        /** The embedded database's passwords are made before anything is wired, in a room alone. */
        @Test
        void on_own_randomness() {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("comity.node.Wiring")
                    .and()
                    .doNotHaveFullyQualifiedName("comity.node.database.Passwords")
                    .should()
                    .callConstructor(SecureRandom.class)
                    .orShould()
                    .callConstructor(Random.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .because("randomness comes as a SecureRandom through the constructor")
                    .check(HOUSE);
        }

        @Test
        void on_the_machines_language() {
            noClasses()
                    .should()
                    .callMethod(String.class, "getBytes")
                    .orShould()
                    .callConstructor(String.class, byte[].class)
                    .orShould()
                    .callMethod(Charset.class, "defaultCharset")
                    .orShould()
                    .callMethod(String.class, "toLowerCase")
                    .orShould()
                    .callMethod(String.class, "toUpperCase")
                    .orShould()
                    .callMethod(Locale.class, "getDefault")
                    .because("name it: StandardCharsets.UTF_8, Locale.ROOT or the reader's Locale")
                    .check(HOUSE);
        }

        /**
         * Wycheproof's vectors hold one class; segments of exhibits alone have a cipher of their
         * own.
         */
        @Test
        void on_a_second_way_to_seal() {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("comity.record.keys.AesGcm")
                    .and()
                    .doNotHaveFullyQualifiedName("comity.evidence.exhibit.SealFormat")
                    .should()
                    .callMethod(Cipher.class, "getInstance", String.class)
                    .orShould()
                    .callMethod(KDF.class, "getInstance", String.class)
                    .because("comity.record.keys.AesGcm and Hkdf are what is tested")
                    .check(HOUSE);
        }

        @Test
        void on_a_second_way_to_log() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.logging..")
                    .because("org.slf4j.Logger is what the node logs by")
                    .check(HOUSE);
        }

        /** Whatever reads what others wrote does it in a process without keys. */
        @Test
        void on_parsers_of_evidence() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "comity.reader..",
                            "org.apache.tika..",
                            "org.apache.james.mime4j..",
                            "com.pff..")
                    .because("comity.node.reading has the module reader do it, confined")
                    .check(HOUSE);
            assertThat(HouseTest.class.getClassLoader().getResource("org/apache/tika/Tika.class"))
                    .as("no parser lies on the node's class path")
                    .isNull();
        }

        @Test
        void on_names_without_a_subject() {
            classes()
                    .that()
                    .resideInAPackage("comity..")
                    .should()
                    .haveNameNotMatching(".*(Manager|Helper|Utils?|Service|Impl)")
                    .because("the noun is missing: Registry, Deadlines, Custody")
                    .check(HOUSE);
        }
    }

    @Nested
    class Tests {

        @Test
        void wait_for_what_they_test() throws IOException {
            assertThat(testsThatSay("Thread." + "sleep("))
                    .as("poll with a deadline, or pass an InstantSource, instead of sleeping")
                    .isEmpty();
        }

        @Test
        void run() throws IOException {
            assertThat(testsThatSay("@" + "Disabled"))
                    .as("mend the test or take it out; git keeps it")
                    .isEmpty();
        }
    }

    private static List<Path> testsThatSay(String word) throws IOException {
        try (var files = Files.walk(root(), 14)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> says(file, word))
                    .toList();
        }
    }

    private static boolean says(Path file, String word) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).contains(word);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("could not read " + file, e);
        }
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("record/src"))) {
            folder = folder.getParent();
            if (folder == null) throw new IllegalStateException("not inside the source tree");
        }
        return folder;
    }
}
