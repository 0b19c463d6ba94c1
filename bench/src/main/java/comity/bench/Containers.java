package comity.bench;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.DossierWriter;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Verification;
import comity.record.act.Digest;
import comity.record.act.SignatureAlgorithm;
import comity.record.x509.Certificate;
import comity.record.x509.ContainerSignature;
import comity.record.x509.ContainerSigner;
import comity.record.x509.TimestampAuthority;
import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.asic.common.SecureContainerHandlerBuilder;
import eu.europa.esig.dss.asic.common.ZipUtils;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A container made and checked, beside EU DSS used alone: the same exhibit, signed with CAdES at
 * level T by ECDSA on P-256, stamped by the same authority in this process. Ours holds acts,
 * directory, profile, graph and VERIFY.txt besides, and its check asks the acts too.
 */
final class Containers {
    /** All play at one noon: the keys of the bench's State end with its year. */
    private static final Date FROM = Date.from(Nation.NOON.minus(Duration.ofDays(1)));

    private static final Date UNTIL = Date.from(Nation.NOON.plus(Duration.ofDays(365)));
    private static final Date NOON = Date.from(Nation.NOON);
    private static final Date STAMPED = Date.from(Nation.NOON.plusSeconds(5));
    private static final Date CHECKED = Date.from(Nation.NOON.plusSeconds(60));

    private final Path folder;
    private final Path exhibit;
    private final Party signer;
    private final Party stamping;
    private final KeyEntityTSPSource authority;
    private final Nation nation;
    private final Contents contents;

    private Containers(Path folder, Path exhibit) throws Exception {
        this.folder = folder;
        this.exhibit = exhibit;
        this.signer = Party.make("Signer", Optional.empty());
        this.stamping = Party.make("Authority", Optional.of(KeyPurposeId.id_kp_timeStamping));
        this.authority =
                new KeyEntityTSPSource(
                        stamping.keys().getPrivate(),
                        stamping.certificate(),
                        List.of(stamping.certificate()));
        this.authority.setTsaPolicy("1.2.3.4.1");
        this.authority.setProductionTime(STAMPED);
        this.nation =
                new Nation(
                        List.of(
                                new TimestampAuthority(
                                        Certificate.of(stamping.certificate().getEncoded()),
                                        Set.of(),
                                        Optional.empty(),
                                        false)));
        this.contents = WholeCases.contents(nation, 1, Optional.of(exhibit));
    }

    /** A key of P-256 with a certificate by itself. */
    private record Party(KeyPair keys, X509Certificate certificate) {
        static Party make(String name, Optional<KeyPurposeId> purpose) throws Exception {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var keys = generator.generateKeyPair();
            var subject = new X500Name("CN=" + name);
            var builder =
                    new JcaX509v3CertificateBuilder(
                            subject, BigInteger.TWO, FROM, UNTIL, subject, keys.getPublic());
            if (purpose.isPresent())
                builder.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose.get()));
            else
                builder.addExtension(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            var signed =
                    builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .build(keys.getPrivate()));
            return new Party(keys, new JcaX509CertificateConverter().getCertificate(signed));
        }

        byte[] sign(byte[] message) throws Exception {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        }

        CertificateToken token() {
            return new CertificateToken(certificate);
        }
    }

    static void run(Path folder) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        // What is large lies in files, on both sides.
        var handlers = new SecureContainerHandlerBuilder();
        handlers.setResourcesHandlerBuilder(new TempFileResourcesHandlerBuilder());
        ZipUtils.getInstance().setZipContainerHandlerBuilder(handlers);
        small(folder);
        large(folder);
    }

    private static void small(Path folder) throws Exception {
        var file = Files.write(folder.resolve("small"), noise(2_048));
        var pair = new Containers(folder, file);
        pair.proveSound();
        Duel.most("make a container with an exhibit of 2 KB", "containers/s")
                .side("comity: acts, graph, VERIFY.txt, ASiC-E, CAdES", () -> each(pair::ours))
                .side("EU DSS: ASiC-E, CAdES-BASELINE-T", () -> each(pair::dss))
                .run();
        Duel.most("check it", "containers/s")
                .side("comity verify: acts and container", () -> each(pair::verifyOurs))
                .side("EU DSS, of its own container", () -> each(pair::verifyDss))
                .side("EU DSS, of ours", () -> each(pair::verifyOursByDss))
                .run();
    }

    private static void large(Path folder) throws Exception {
        var mebibytes = Integer.getInteger("comity.bench.container.mib", 256);
        var file = Sealing.file(folder, mebibytes);
        var megabytes = mebibytes * 1.048576;
        var pair = new Containers(folder, file);
        pair.proveSound();
        Duel.most("make a container with an exhibit of " + mebibytes + " MiB", "MB/s")
                .side("comity", () -> megabytes / once(pair::ours))
                .side("EU DSS", () -> megabytes / once(pair::dss))
                .run(2);
        Duel.most("check it", "MB/s")
                .side("comity verify: acts and container", () -> megabytes / once(pair::verifyOurs))
                .side("EU DSS, of its own container", () -> megabytes / once(pair::verifyDss))
                .side("EU DSS, of ours", () -> megabytes / once(pair::verifyOursByDss))
                .run(2);
    }

    private static byte[] noise(int bytes) {
        var noise = new byte[bytes];
        new java.util.SplittableRandom(7).nextBytes(noise);
        return noise;
    }

    /** What does not pass is not measured. */
    private void proveSound() throws Exception {
        ours();
        dss();
        verifyOurs();
        verifyDss();
        verifyOursByDss();
        System.out.printf(
                "  %,d bytes of exhibit: container of ours %,d bytes, of DSS %,d%n",
                Files.size(exhibit), Files.size(made()), Files.size(madeByDss()));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double once(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** How many a second, over a second. */
    private static double each(Work work) throws Exception {
        var start = System.nanoTime();
        var done = 0;
        while (System.nanoTime() - start < 1_000_000_000L) {
            work.run();
            done++;
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private Path made() {
        return folder.resolve("ours.comity");
    }

    private Path madeByDss() {
        return folder.resolve("dss.asice");
    }

    private void ours() throws IOException {
        try (var out = Files.newOutputStream(made())) {
            DossierWriter.write(out, contents, new Signing());
        }
    }

    private final class Signing implements DossierWriter.Signature {
        @Override
        public String key() {
            return Nation.CENTRAL;
        }

        @Override
        public byte[] of(byte[] manifest) {
            var signature =
                    ContainerSigner.sign(manifest, nation.office(), new Fresh(), Nation.NOON);
            var imprint = Digest.of(ContainerSigner.value(signature)).bytes();
            return ContainerSigner.stamped(signature, token(imprint));
        }
    }

    private static final class Fresh implements ContainerSigner.Keys {
        private final SecureRandom random = new SecureRandom();

        @Override
        public byte[] secret() {
            return SignatureAlgorithm.ES256.newPrivateKey(random);
        }

        @Override
        public ContainerSigner.OneTime of(byte[] secret) {
            return new ContainerSigner.OneTime(
                    SignatureAlgorithm.ES256.publicKey(secret),
                    message -> SignatureAlgorithm.ES256.sign(secret, message));
        }
    }

    private byte[] token(byte[] sha256) {
        return authority.getTimeStampResponse(DigestAlgorithm.SHA256, sha256).getBytes();
    }

    private void dss() throws Exception {
        var service = new ASiCWithCAdESService(trusting(signer.token()));
        service.setTspSource(authority);
        var parameters = new ASiCWithCAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_T);
        parameters.bLevel().setSigningDate(NOON);
        // Its certificate is its own anchor, which would be left out of the signature otherwise.
        parameters.bLevel().setTrustAnchorBPPolicy(false);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        parameters.setSigningCertificate(signer.token());
        parameters.setCertificateChain(signer.token());
        var document = new FileDocument(exhibit.toFile());
        var said = service.getDataToSign(document, parameters);
        var value =
                new SignatureValue(
                        eu.europa.esig.dss.enumerations.SignatureAlgorithm.ECDSA_SHA256,
                        signer.sign(said.getBytes()));
        service.signDocument(document, parameters, value).save(madeByDss().toString());
    }

    private CommonCertificateVerifier trusting(CertificateToken more) {
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(more);
        trusted.addCertificate(stamping.token());
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        return verifier;
    }

    private void verifyOurs() throws IOException {
        var report = Verification.verify(made(), Optional.empty(), Progress.SILENT);
        var codes = report.lines().stream().map(Report.Line::code).toList();
        if (!codes.containsAll(List.of("container.stamped", "file.matches", "container.beside")))
            throw new IllegalStateException("measured a container that does not hold: " + codes);
    }

    private void verifyDss() {
        verifyByDss(madeByDss(), signer.token());
    }

    private void verifyOursByDss() throws Exception {
        verifyByDss(made(), issuer());
    }

    /** Whoever issued the key of our container: what a court is given as its anchor. */
    private CertificateToken issuer() throws Exception {
        try (var zip = new ZipFile(made().toFile())) {
            var signature =
                    ContainerSignature.of(
                            bytes(zip, "META-INF/signature.p7s"),
                            bytes(zip, "META-INF/ASiCManifest.xml"));
            var by = DSSUtils.loadCertificate(signature.by().der());
            return signature.certificates().stream()
                    .map(one -> DSSUtils.loadCertificate(one.der()))
                    .filter(one -> one.getSubject().equals(by.getIssuer()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] bytes(ZipFile zip, String entry) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(entry))) {
            return in.readAllBytes();
        }
    }

    private void verifyByDss(Path file, CertificateToken anchor) {
        var validator = SignedDocumentValidator.fromDocument(new FileDocument(file.toFile()));
        validator.setCertificateVerifier(trusting(anchor));
        validator.setValidationTime(CHECKED);
        var simple = validator.validateDocument().getSimpleReport();
        var said = simple.getIndication(simple.getFirstSignatureId());
        if (said != Indication.TOTAL_PASSED)
            throw new IllegalStateException(
                    "measured a container that does not pass: "
                            + said
                            + " "
                            + simple.getAdESValidationErrors(simple.getFirstSignatureId()));
    }
}
