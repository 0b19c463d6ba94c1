package comity.node.timestamps;

import comity.record.x509.Certificate;
import comity.record.x509.MalformedDer;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A timestamp authority for trials, on the node itself: it speaks RFC 3161 in earnest, and its word
 * is worth as much as the node's own clock. Its certificate, its policy and the directory's entry
 * say so, and a verifier lets no timestamp of it bound a time.
 */
public final class TrialAuthority {
    /** What its certificate calls it. */
    static final String NAME = "Comity trial timestamp authority, proves nothing";

    /** Of the arc of UUIDs, which needs no registration (ITU-T X.667). */
    public static final String POLICY = "2.25.239557431829364583246137896254189673251";

    private static final Duration LIFE = Duration.ofDays(3650);
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final InstantSource clock;
    private final SecureRandom random;

    private TrialAuthority(
            PrivateKey key, X509Certificate certificate, InstantSource clock, SecureRandom random) {
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
        this.random = random;
    }

    /**
     * @param file where its key lies; made if it is not there
     * @param secret what the file opens with
     */
    public static TrialAuthority open(
            Path file, String secret, InstantSource clock, SecureRandom random) {
        var password = secret.toCharArray();
        try {
            var store = KeyStore.getInstance("PKCS12");
            if (Files.exists(file))
                try (var in = Files.newInputStream(file)) {
                    store.load(in, password);
                }
            else make(store, file, password, clock, random);
            if (store.getKey("trial", password) instanceof Key key
                    && key instanceof PrivateKey secretKey
                    && store.getCertificate("trial") instanceof X509Certificate certificate)
                return new TrialAuthority(secretKey, certificate, clock, random);
            throw new IllegalStateException("no key of a trial authority in " + file);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(
                    "the trial authority's key cannot be made or read: " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the trial authority's key cannot be made or read: " + file, e);
        }
    }

    private static void make(
            KeyStore store, Path file, char[] password, InstantSource clock, SecureRandom random)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        var pair = generator.generateKeyPair();
        var name = new X500NameBuilder().addRDN(BCStyle.CN, NAME).build();
        var now = clock.instant();
        var certificate =
                new JcaX509CertificateConverter()
                        .getCertificate(
                                new JcaX509v3CertificateBuilder(
                                                name,
                                                new BigInteger(120, random),
                                                Date.from(now.minus(Duration.ofDays(1))),
                                                Date.from(now.plus(LIFE)),
                                                name,
                                                pair.getPublic())
                                        .addExtension(
                                                Extension.extendedKeyUsage,
                                                true,
                                                new ExtendedKeyUsage(
                                                        KeyPurposeId.id_kp_timeStamping))
                                        .build(
                                                new JcaContentSignerBuilder("SHA256withECDSA")
                                                        .build(pair.getPrivate())));
        store.load(null, password);
        store.setKeyEntry(
                "trial", pair.getPrivate(), password, new X509Certificate[] {certificate});
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
    }

    /** How a directory names it. */
    public TimestampAuthority entry() {
        try {
            return new TimestampAuthority(
                    Certificate.of(certificate.getEncoded()),
                    Set.of(POLICY),
                    Optional.empty(),
                    true);
        } catch (MalformedDer | GeneralSecurityException e) {
            throw new IllegalStateException("the trial authority's certificate is none", e);
        }
    }

    /** Answers a query; one that it does not understand, with a refusal that says so. */
    byte[] answer(byte[] query) {
        try {
            var generator =
                    new TimeStampResponseGenerator(tokens(), TSPAlgorithms.ALLOWED, Set.of(POLICY));
            try {
                var request = new TimeStampRequest(query);
                return generator
                        .generate(request, new BigInteger(1, serial()), Date.from(clock.instant()))
                        .getEncoded();
            } catch (IOException | RuntimeException _) {
                return generator
                        .generateFailResponse(
                                PKIStatus.REJECTION,
                                PKIFailureInfo.badDataFormat,
                                "no timestamp query")
                        .getEncoded();
            } catch (TSPException e) {
                return generator.generateRejectedResponse(e).getEncoded();
            }
        } catch (TSPException
                | OperatorCreationException
                | GeneralSecurityException
                | IOException e) {
            throw new IllegalStateException("the trial authority cannot answer", e);
        }
    }

    private byte[] serial() {
        var serial = new byte[16];
        random.nextBytes(serial);
        serial[0] |= 1;
        return serial;
    }

    private TimeStampTokenGenerator tokens()
            throws TSPException, OperatorCreationException, GeneralSecurityException {
        var generator =
                new TimeStampTokenGenerator(
                        new JcaSimpleSignerInfoGeneratorBuilder()
                                .build("SHA256withECDSA", key, certificate),
                        new BcDigestCalculatorProvider()
                                .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                        new ASN1ObjectIdentifier(POLICY));
        generator.setAccuracySeconds(1);
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator;
    }
}
