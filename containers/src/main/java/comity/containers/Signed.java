package comity.containers;

import comity.record.act.Json;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.evidencerecord.common.validation.DefaultEvidenceRecordValidator;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What signatures, timestamps and evidence records say, in the judgement of EU DSS: offline, so
 * that of a certificate that nobody here named as trusted, and of its revocation, it says that it
 * does not know.
 */
final class Signed {
    private final Path file;
    private final String kind;
    private final List<Path> anchors;

    Signed(Path file, String kind, List<Path> anchors) {
        this.file = file;
        this.kind = kind;
        this.anchors = anchors;
    }

    Json.Obj look(Json.Arr files) throws Refused {
        var tokens = tokens();
        var verdict =
                tokens.isEmpty()
                        ? "unsigned"
                        : tokens.stream().anyMatch(token -> is(token, "broken"))
                                ? "broken"
                                : tokens.stream().allMatch(token -> is(token, "valid"))
                                        ? "valid"
                                        : "sound";
        return Look.answer(verdict, kind)
                .with("files", files)
                .with("tokens", new Json.Arr(List.copyOf(tokens)));
    }

    private static boolean is(Json.Obj token, String verdict) {
        return token.text("verdict").filter(verdict::equals).isPresent();
    }

    private List<Json.Obj> tokens() throws Refused {
        try {
            var report = report();
            var found = new ArrayList<Json.Obj>();
            for (var id : report.getSignatureIdList()) {
                found.add(token(report, id, "signature"));
                report.getSignatureTimestamps(id)
                        .forEach(one -> found.add(token(report, one.getId(), "timestamp")));
                report.getSignatureEvidenceRecords(id)
                        .forEach(one -> found.add(token(report, one.getId(), "evidence-record")));
            }
            for (var id : report.getTimestampIdList()) found.add(token(report, id, "timestamp"));
            for (var id : report.getEvidenceRecordIdList())
                found.add(token(report, id, "evidence-record"));
            return found.stream()
                    .collect(
                            Collectors.toMap(
                                    one -> one.text("id").orElse(""),
                                    one -> one,
                                    (one, _) -> one,
                                    java.util.LinkedHashMap::new))
                    .values()
                    .stream()
                    .toList();
        } catch (DSSException | UnsupportedOperationException e) {
            throw new Refused(kind, "signed.not-read", first(e));
        } catch (RuntimeException e) {
            // A library that stumbles over a file has not read it, whatever it calls that.
            throw new Refused(kind, "signed.not-read", first(e));
        }
    }

    private static String first(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private SimpleReport report() {
        var verifier = new CommonCertificateVerifier();
        verifier.setAIASource(null);
        var trusted = new CommonTrustedCertificateSource();
        for (var anchor : anchors)
            trusted.addCertificate(DSSUtils.loadCertificate(anchor.toFile()));
        verifier.setTrustedCertSources(trusted);
        var document = document();
        try {
            var validator = SignedDocumentValidator.fromDocument(document);
            validator.setCertificateVerifier(verifier);
            return validator.validateDocument().getSimpleReport();
        } catch (UnsupportedOperationException e) {
            var record = DefaultEvidenceRecordValidator.fromDocument(document);
            record.setCertificateVerifier(verifier);
            return record.validateDocument().getSimpleReport();
        }
    }

    /** The reply of a timestamp authority is its token with a status around it. */
    private DSSDocument document() {
        try {
            if (Files.size(file) <= Timestamp.MOST_BYTES) {
                var token = Timestamp.token(Files.readAllBytes(file));
                return new InMemoryDocument(token, "token.tst");
            }
        } catch (IOException | RefusedTimestamp _) {
            // It is none; DSS reads whatever it is.
        }
        return new FileDocument(file.toFile());
    }

    private static Json.Obj token(SimpleReport report, String id, String kind) {
        var indication = report.getIndication(id);
        var said =
                Json.object()
                        .with("id", id)
                        .with("kind", kind)
                        .with("verdict", verdict(indication))
                        .with("indication", String.valueOf(indication))
                        .with(
                                "errors",
                                Json.strings(
                                        report.getAdESValidationErrors(id).stream()
                                                .map(Message::getValue)
                                                .toList()));
        var sub = report.getSubIndication(id);
        if (sub != null) said = said.with("subIndication", sub.toString());
        var format = report.getSignatureFormat(id);
        if (format != null) said = said.with("level", format.toString());
        var by = Stream.of(text(report.getSignedBy(id)), text(report.getProducedBy(id)));
        var name = by.flatMap(Optional::stream).findFirst();
        if (name.isPresent()) said = said.with("by", name.get());
        var times =
                Stream.of(
                        time(report.getProductionTime(id)),
                        time(report.getSigningTime(id)),
                        time(report.getEvidenceRecordPOE(id)));
        var time = times.flatMap(Optional::stream).findFirst();
        return time.isPresent() ? said.with("time", time.get()) : said;
    }

    /** Broken is what mathematics says; of all else, whom one trusts. */
    private static String verdict(@Nullable Indication indication) {
        if (indication == null) return "unknown";
        return switch (indication) {
            case TOTAL_PASSED, PASSED -> "valid";
            case TOTAL_FAILED, FAILED -> "broken";
            default -> "unknown";
        };
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isBlank());
    }

    private static Optional<String> time(@Nullable Date date) {
        return Optional.ofNullable(date).map(some -> some.toInstant().toString());
    }
}
