package comity.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.evidence.dossier.ContainerRenewal;
import comity.evidence.dossier.ExhibitTime;
import comity.evidence.dossier.LogProofs;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Verification;
import comity.record.act.Digest;
import comity.record.x509.Certificate;
import comity.record.x509.ContainerSignature;
import comity.record.x509.ContainerSigner;
import comity.record.x509.TimestampAuthority;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.evidencerecord.common.validation.DefaultEvidenceRecordValidator;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our case file in the hands of programs that others wrote: the European Commission's DSS judges
 * the container and its signature, Apache Jena the graph by the shapes of CASE and UCO.
 */
class JudgedByOthersTest {
    @TempDir Path folder = Path.of("");
    private final Story story = new Story();

    private static Reports dss(Path file, Date at, List<CertificateToken> trusted) {
        var source = new CommonTrustedCertificateSource();
        trusted.forEach(source::addCertificate);
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(source);
        var validator = SignedDocumentValidator.fromDocument(new FileDocument(file.toFile()));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(at);
        return validator.validateDocument();
    }

    private static CertificateToken token(byte[] der) {
        return DSSUtils.loadCertificate(der);
    }

    /**
     * The certificate that issued the container's key, as the State would hand it to a court: the
     * authority's own, or that of the issuer which it made for containers.
     */
    private CertificateToken authority(Path file) throws Exception {
        var cms = entry(file, "META-INF/signature.p7s");
        var listed = entry(file, "META-INF/ASiCManifest.xml");
        var signature = ContainerSignature.of(cms, listed);
        var by = token(signature.by().der());
        return signature.certificates().stream()
                .map(one -> token(one.der()))
                .filter(one -> one.getSubject().equals(by.getIssuer()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * One whose authority's key lies in hardware is ES256; one whose key lies in a file, Ed25519.
     */
    @ParameterizedTest
    @ValueSource(strings = {"court", "central-authority"})
    void dss_finds_a_container_that_passes_wholly_and_for_the_long_term(String authority)
            throws Exception {
        var simple = stampedBy(authority, true);

        assertThat(simple.getContainerType()).isEqualTo(ASiCContainerType.ASiC_E);
        var id = simple.getFirstSignatureId();
        assertThat(simple.getSignaturesCount()).isEqualTo(1);
        assertThat(simple.getIndication(id)).as(errors(simple)).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(simple.getSignatureFormat(id))
                .as(stamps(simple, id))
                .isEqualTo(SignatureLevel.CAdES_BASELINE_LTA);
    }

    /**
     * Years later by another authority: the older timestamp is one of what the newer one covers.
     */
    @Test
    void dss_follows_a_timestamp_over_the_whole_that_was_renewed() throws Exception {
        var office = new Observatory();
        var later = new Observatory(Nation.UNTIL.plus(Duration.ofDays(3_650)));
        var file = wholly(office, "central-authority", true);
        var renewed = folder.resolve("renewed.comity");
        try (var renewal = ContainerRenewal.of(file);
                var out = Files.newOutputStream(renewed)) {
            var at = story.now.plusSeconds(1_000);
            renewal.write(
                    Observatory.reply(later.token(renewal.imprint().bytes(), at)),
                    List.of(named(later)),
                    out);
        }
        var simple =
                dss(
                                renewed,
                                Date.from(story.now.plusSeconds(2_000)),
                                List.of(
                                        authority(renewed),
                                        token(office.certificate.getEncoded()),
                                        token(later.certificate.getEncoded())))
                        .getSimpleReport();
        var id = simple.getFirstSignatureId();
        assertThat(simple.getIndication(id)).as(errors(simple)).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(simple.getSignatureFormat(id)).isEqualTo(SignatureLevel.CAdES_BASELINE_LTA);
        assertThat(simple.getSignatureTimestamps(id)).as(stamps(simple, id)).hasSize(3);
        assertThat(simple.getSignatureTimestamps(id))
                .allMatch(one -> one.getIndication() == Indication.PASSED);
    }

    /** With the authority of time out, nobody stamped the whole: what it holds is of long term. */
    @Test
    void dss_without_a_timestamp_over_the_whole_says_so() throws Exception {
        var simple = stampedBy("central-authority", false);

        var id = simple.getFirstSignatureId();
        assertThat(simple.getIndication(id)).as(errors(simple)).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(simple.getSignatureFormat(id)).isEqualTo(SignatureLevel.CAdES_BASELINE_LT);
    }

    private static String stamps(SimpleReport simple, String id) {
        return simple.getSignatureTimestamps(id).stream()
                .map(
                        one ->
                                one.getIndication()
                                        + " "
                                        + one.getSubIndication()
                                        + " "
                                        + one.getProductionTime())
                .toList()
                .toString();
    }

    /**
     * With the authority's own certificate as its anchor, which is of Ed25519, it wants to know who
     * says that the issuer of containers is not revoked: a court is given the issuer's.
     */
    @Test
    void dss_stops_at_no_anchor_of_Ed25519() throws Exception {
        story.told();
        var file = story.signed(folder, story.contents());
        var own =
                ContainerSignature.of(
                                entry(file, "META-INF/signature.p7s"),
                                entry(file, "META-INF/ASiCManifest.xml"))
                        .certificates()
                        .stream()
                        .filter(Certificate::isSelfIssued)
                        .findFirst()
                        .orElseThrow();
        var simple =
                dss(file, Date.from(story.now.plusSeconds(60)), List.of(token(own.der())))
                        .getSimpleReport();

        var id = simple.getFirstSignatureId();
        assertThat(simple.getIndication(id)).isEqualTo(Indication.INDETERMINATE);
        assertThat(simple.getSubIndication(id))
                .isEqualTo(SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE);
    }

    private static String errors(SimpleReport simple) {
        return simple.getAdESValidationErrors(simple.getFirstSignatureId()).stream()
                .map(message -> message.getValue())
                .collect(Collectors.joining(" "));
    }

    private static TimestampAuthority named(Observatory office) throws Exception {
        return new TimestampAuthority(
                Certificate.of(office.certificate.getEncoded()), Set.of(), Optional.empty(), false);
    }

    /**
     * @param whole whether its timestamp over the whole can be had
     */
    private Path wholly(Observatory office, String authority, boolean whole) throws Exception {
        story.arcadia.stamping = List.of(named(office));
        if (whole) story.archive = manifest -> Optional.of(archived(office, manifest));
        story.told();
        return story.signed(folder, story.contents(), authority, cms -> stamped(office, cms));
    }

    private SimpleReport stampedBy(String authority, boolean whole) throws Exception {
        var office = new Observatory();
        var file = wholly(office, authority, whole);
        var lines = Verification.verify(file, Optional.of(story.roots()), Progress.SILENT).lines();
        assertThat(lines).anyMatch(line -> line.code().equals("container.stamped"));
        assertThat(lines.stream().anyMatch(line -> line.code().equals("container.archived")))
                .isEqualTo(whole);
        return dss(
                        file,
                        Date.from(story.now.plusSeconds(60)),
                        List.of(authority(file), token(office.certificate.getEncoded())))
                .getSimpleReport();
    }

    private byte[] archived(Observatory office, byte[] manifest) {
        try {
            return office.token(Digest.of(manifest).bytes(), story.now.plusSeconds(9));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Without being told whom to trust DSS knows nobody, and finds nothing else to say. */
    @Test
    void dss_without_an_anchor_names_that_alone() throws Exception {
        story.told();
        var file = story.signed(folder, story.contents());
        var simple = dss(file, Date.from(story.now.plusSeconds(60)), List.of()).getSimpleReport();

        var id = simple.getFirstSignatureId();
        assertThat(simple.getIndication(id)).isEqualTo(Indication.INDETERMINATE);
        assertThat(simple.getSubIndication(id)).isEqualTo(SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
        assertThat(simple.getSignatureFormat(id)).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
    }

    @Test
    void dss_sees_a_changed_file() throws Exception {
        story.told();
        var file = story.signed(folder, story.contents());
        var anchor = authority(file);
        var parts = Parts.of(file);
        parts.entries.get("manifest.json")[20] ^= 1;
        var changed = parts.stored(folder);
        var simple =
                dss(changed, Date.from(story.now.plusSeconds(60)), List.of(anchor))
                        .getSimpleReport();

        assertThat(simple.getIndication(simple.getFirstSignatureId()))
                .isEqualTo(Indication.TOTAL_FAILED);
        assertThat(simple.getSubIndication(simple.getFirstSignatureId()))
                .isEqualTo(SubIndication.HASH_FAILURE);
    }

    private byte[] stamped(Observatory office, byte[] cms) {
        try {
            var imprint = Digest.of(ContainerSigner.value(cms)).bytes();
            return ContainerSigner.stamped(cms, office.token(imprint, story.now.plusSeconds(5)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A renewed timestamp as an evidence record (RFC 4998): DSS follows it from token to token. */
    @Test
    void dss_follows_a_renewed_timestamp() throws Exception {
        var first = new Observatory();
        var second = new Observatory();
        story.arcadia.stamping =
                List.of(
                        new TimestampAuthority(
                                Certificate.of(first.certificate.getEncoded()),
                                Set.of(),
                                Optional.empty(),
                                false),
                        new TimestampAuthority(
                                Certificate.of(second.certificate.getEncoded()),
                                Set.of(),
                                Optional.empty(),
                                false));
        story.told();
        var last = story.arcadia.log.checkpoint(story.arcadia.log.size());
        var stamped = Digest.of(last.text().getBytes(StandardCharsets.UTF_8));
        var token = first.token(stamped.bytes(), story.now.minusSeconds(20));
        var group = List.of(Digest.of(token), Digest.of(new byte[1]), Digest.of(new byte[2]));
        var imprint = LogProofs.Renewal.imprint(group).bytes();
        var renewal = second.token(imprint, story.now.plusSeconds(1_000));
        story.stamped(
                story.arcadia.log.size(),
                new LogProofs.Stamped(
                        last.encoded(),
                        Observatory.reply(token),
                        List.of(new LogProofs.Renewal(Observatory.reply(renewal), group))));
        var exhibit = Digest.of(Story.TRANSMITTED);
        var alone = first.token(exhibit.bytes(), story.now.minusSeconds(20));
        var others = List.of(Digest.of(alone), Digest.of(new byte[1]));
        var again =
                second.token(
                        LogProofs.Renewal.imprint(others).bytes(), story.now.plusSeconds(1_000));
        var reply = Observatory.reply(alone);
        var renewed =
                new ExhibitTime.Stamped(
                        out -> out.write(reply),
                        List.of(new LogProofs.Renewal(Observatory.reply(again), others)));
        var file = Story.write(folder, story.contents(renewed));
        var report = Verification.verify(file, Optional.of(story.roots()), Progress.SILENT);
        assertThat(report.lines())
                .filteredOn(line -> line.code().equals("stamp.lasts"))
                .singleElement()
                .satisfies(line -> assertThat(line.facts()).containsEntry("count", "1"));

        var name =
                "timestamps/" + Digest.of("log.xa.example".getBytes(StandardCharsets.UTF_8)).hex();
        dssFollows(
                entry(file, name + "-0.ers"), entry(file, name + "-0.txt"), List.of(first, second));
        dssFollows(
                entry(file, "timestamps/exhibits/" + exhibit.hex() + ".ers"),
                Story.TRANSMITTED,
                List.of(first, second));
    }

    private void dssFollows(byte[] made, byte[] of, List<Observatory> offices) throws Exception {
        var record =
                DefaultEvidenceRecordValidator.fromDocument(
                        new InMemoryDocument(made, "record.ers"));
        var source = new CommonTrustedCertificateSource();
        for (var office : offices) source.addCertificate(token(office.certificate.getEncoded()));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(source);
        record.setCertificateVerifier(verifier);
        record.setValidationTime(Date.from(story.now.plusSeconds(2_000)));
        record.setDetachedContents(List.of(new InMemoryDocument(of, "stamped")));
        var simple = record.validateDocument().getSimpleReport();
        var id = simple.getFirstEvidenceRecordId();
        assertThat(simple.getIndication(id))
                .as("%s", simple.getSubIndication(id))
                .isEqualTo(Indication.PASSED);
    }

    @Test
    void the_graph_has_no_violation_of_CASE_and_UCO() throws Exception {
        var shapes = shapes();
        story.told();
        var graph = graph(entry(story.write(folder), "case.jsonld"));

        assertThat(violations(shapes, graph)).isEmpty();
        // Every act is an action, and every exhibit that any act names a file with its hash.
        for (var act : story.contents().acts())
            assertThat(
                            count(
                                    graph,
                                    "?a a i:InvestigativeAction; core:description ?d . FILTER (CONTAINS(?d, '"
                                            + act.digest().hex()
                                            + "'))"))
                    .as(act.header().type())
                    .isOne();
        assertThat(count(graph, "?a a i:InvestigativeAction"))
                .isEqualTo(story.contents().acts().size());
        for (var bytes : List.of(Story.PRODUCED, Story.TRANSMITTED))
            assertThat(
                            count(
                                    graph,
                                    "?a a obs:File; core:hasFacet/obs:hash/types:hashValue '"
                                            + Digest.of(bytes).hex()
                                            + "'^^xsd:hexBinary"))
                    .isOne();
        assertThat(count(graph, "?a i:wasDerivedFrom ?b")).isOne();
        var touching =
                story.contents().acts().stream()
                        .filter(act -> act.content("exhibits").isPresent())
                        .filter(act -> !act.content("exhibits").get().items("exhibits").isEmpty())
                        .count();
        assertThat(count(graph, "?a a i:ProvenanceRecord")).isEqualTo((int) touching);
    }

    private static int count(Model graph, String where) {
        var query =
                "PREFIX i: <https://ontology.caseontology.org/case/investigation/> PREFIX core: <"
                        + UCO
                        + "uco/core/> PREFIX obs: <"
                        + UCO
                        + "uco/observable/> PREFIX types: <"
                        + UCO
                        + "uco/types/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
                        + "SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE {"
                        + where
                        + "}";
        try (var asked = org.apache.jena.query.QueryExecution.create(query, graph)) {
            return asked.execSelect().next().getLiteral("n").getInt();
        }
    }

    /** The same shapes find what is wrong: a hash that is none, and an action that is an event. */
    @Test
    void the_shapes_do_find_violations() throws Exception {
        var shapes = shapes();
        story.told();
        var text = new String(entry(story.write(folder), "case.jsonld"), StandardCharsets.UTF_8);
        var broken = text.replaceFirst("\"xsd:hexBinary\"", "\"xsd:string\"");
        assertThat(violations(shapes, graph(broken.getBytes(StandardCharsets.UTF_8)))).isNotEmpty();

        var wrong = corpus("case/CASE/tests/examples/investigative_action_XFAIL.json");
        assertThat(violations(shapes, graph(Files.readAllBytes(wrong)))).isNotEmpty();
        var right = corpus("case/CASE/tests/examples/investigative_action_PASS.json");
        assertThat(violations(shapes, graph(Files.readAllBytes(right)))).isEmpty();
    }

    private static List<String> violations(Shapes shapes, Model graph) {
        return found(shapes, graph, Severity.Violation);
    }

    private static List<String> warnings(Shapes shapes, Model graph) {
        return found(shapes, graph, Severity.Warning);
    }

    private static List<String> found(Shapes shapes, Model graph, Severity severity) {
        return ShaclValidator.get().validate(shapes, graph.getGraph()).getEntries().stream()
                .filter(entry -> entry.severity().equals(severity))
                .map(entry -> entry.focusNode() + " " + entry.resultPath() + " " + entry.message())
                .toList();
    }

    private static Model graph(byte[] json) {
        var model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new ByteArrayInputStream(json), Lang.JSONLD);
        // What is a kind of what is said by the ontologies: "class" asks for it.
        return ModelFactory.createUnion(model, ONTOLOGIES.get());
    }

    private static final ThreadLocal<Model> ONTOLOGIES =
            ThreadLocal.withInitial(ModelFactory::createDefaultModel);

    /**
     * All shapes as their makers ship them, none left out. Three of UCO's SPARQL constraints are
     * none as the standard has it (a prefix that nobody declared, a GROUP BY without what is
     * selected): they are said in other words that mean the same, and a test below holds them to
     * it.
     */
    private static Shapes shapes() throws IOException {
        var all = ModelFactory.createDefaultModel();
        for (var place : List.of("case/UCO/ontology", "case/CASE/ontology")) {
            try (var files = Files.walk(corpus(place))) {
                for (var file : files.filter(one -> one.toString().endsWith(".ttl")).toList())
                    RDFDataMgr.read(all, file.toUri().toString());
            }
        }
        ONTOLOGIES.get().removeAll();
        ONTOLOGIES.get().add(all);
        reword(all, UCO + "owl/Disjointedness-C-DT-shape", "PREFIX owl:", RDFS + "PREFIX owl:");
        for (var name : List.of("ProperDictionary", "Dictionary-keyUniqueness-shape")) {
            reword(
                    all,
                    UCO + "uco/types/" + name,
                    "types:entry/types:key ?value ;",
                    "types:entry ?one, ?other . ?one types:key ?value . ?other types:key ?value . FILTER (?one != ?other)");
            reword(all, UCO + "uco/types/" + name, "GROUP BY ?value", "");
            reword(all, UCO + "uco/types/" + name, "HAVING (COUNT(?value) > 1)", "");
            // The full stop that ended what is said otherwise above.
            reword(
                    all,
                    UCO + "uco/types/" + name,
                    "(?one != ?other)\n\t\t\t\t\t.",
                    "(?one != ?other)");
        }
        return Shapes.parse(all.getGraph());
    }

    private static final String UCO = "https://ontology.unifiedcyberontology.org/";
    private static final String RDFS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n";

    private static void reword(Model all, String shape, String said, String instead) {
        var sparql = all.createProperty("http://www.w3.org/ns/shacl#sparql");
        var select = all.createProperty("http://www.w3.org/ns/shacl#select");
        var constraint = all.createResource(shape).getPropertyResourceValue(sparql);
        var text = constraint.getProperty(select).getString();
        assertThat(text).as(shape).contains(said);
        constraint.removeAll(select).addProperty(select, text.replace(said, instead));
    }

    /** Both sides of each of the three that were reworded. */
    @Test
    void the_reworded_shapes_ask_what_their_makers_meant() throws Exception {
        var shapes = shapes();
        assertThat(violations(shapes, turtle("kb:a a owl:Class .")))
                .noneMatch(found -> found.contains("kb/a"));
        assertThat(violations(shapes, turtle("kb:a a owl:Class, rdfs:Datatype .")))
                .anyMatch(found -> found.contains("kb/a"));
        var entry = " types:entry [a types:DictionaryEntry; types:key '%s'; types:value 'v'] .";
        var once = "kb:d a types:ProperDictionary ." + dictionary(entry, "one", "other");
        assertThat(violations(shapes, turtle(once)))
                .noneMatch(found -> found.contains("can appear no more than once"));
        var twice = "kb:d a types:ProperDictionary ." + dictionary(entry, "one", "one");
        assertThat(violations(shapes, turtle(twice)))
                .anyMatch(found -> found.contains("can appear no more than once"));
        var plain = "kb:d a types:Dictionary ." + dictionary(entry, "one", "one");
        assertThat(warnings(shapes, turtle(plain)))
                .anyMatch(found -> found.contains("should appear no more than once"));
        var improper = plain + "kb:d a types:ImproperDictionary .";
        assertThat(warnings(shapes, turtle(improper)))
                .noneMatch(found -> found.contains("should appear no more than once"));
    }

    private static String dictionary(String entry, String... keys) {
        return java.util.Arrays.stream(keys)
                .map(key -> "kb:d" + entry.formatted(key))
                .collect(Collectors.joining(" "));
    }

    private static Model turtle(String text) {
        var all =
                "@prefix kb: <http://example.org/kb/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
                        + "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix types: <"
                        + UCO
                        + "uco/types/> . "
                        + text;
        var model = ModelFactory.createDefaultModel();
        var bytes = all.getBytes(StandardCharsets.UTF_8);
        RDFDataMgr.read(model, new ByteArrayInputStream(bytes), Lang.TURTLE);
        return ModelFactory.createUnion(model, ONTOLOGIES.get());
    }

    private static Path corpus(String place) {
        var root =
                Optional.ofNullable(System.getenv("COMITY_CORPORA"))
                        .map(Path::of)
                        .orElseGet(
                                () ->
                                        Path.of(System.getProperty("comity.root", "."))
                                                .resolveSibling("shared/corpora"));
        var found = root.resolve(place);
        var there = Files.exists(found);
        if (!there) System.out.println("skipped: no " + place + " in the corpora");
        assumeTrue(there);
        return found;
    }

    private static byte[] entry(Path file, String name) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                if (entry.getName().equals(name)) return zip.readAllBytes();
        }
        throw new AssertionError("no " + name);
    }
}
