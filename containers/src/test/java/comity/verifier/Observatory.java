package comity.verifier;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A timestamp authority by BouncyCastle whose clock says what a test wants: openssl's writes today
 * beside the time that it tells, and DSS minds.
 */
final class Observatory {
    private static final String POLICY = "1.2.3.4.1";
    private final PrivateKey key;
    final X509Certificate certificate;

    Observatory() throws Exception {
        this(Nation.UNTIL);
    }

    /**
     * @param until the end of its certificate
     */
    Observatory(Instant until) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        key = pair.getPrivate();
        var name = new X500Name("CN=Observatory");
        certificate =
                new JcaX509CertificateConverter()
                        .getCertificate(
                                new JcaX509v3CertificateBuilder(
                                                name,
                                                BigInteger.TWO,
                                                Date.from(Nation.FROM),
                                                Date.from(until),
                                                name,
                                                pair.getPublic())
                                        .addExtension(
                                                Extension.extendedKeyUsage,
                                                true,
                                                new ExtendedKeyUsage(
                                                        KeyPurposeId.id_kp_timeStamping))
                                        .build(
                                                new JcaContentSignerBuilder("SHA256withECDSA")
                                                        .build(key)));
    }

    /** The same within a reply that grants it. */
    static byte[] reply(byte[] token) throws Exception {
        return new DERSequence(
                        new ASN1Encodable[] {
                            new DERSequence(new ASN1Integer(0)), ASN1Primitive.fromByteArray(token)
                        })
                .getEncoded();
    }

    /** A token that says that this SHA-256 was there then. */
    byte[] token(byte[] sha256, Instant at) throws Exception {
        var tokens =
                new TimeStampTokenGenerator(
                        new JcaSimpleSignerInfoGeneratorBuilder()
                                .build("SHA256withECDSA", key, certificate),
                        new BcDigestCalculatorProvider()
                                .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                        new ASN1ObjectIdentifier(POLICY));
        tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        var request = new TimeStampRequestGenerator();
        request.setCertReq(true);
        var asked = request.generate(TSPAlgorithms.SHA256, sha256);
        asked.validate(Set.of(TSPAlgorithms.SHA256), null, null);
        return tokens.generate(asked, BigInteger.TEN, Date.from(at)).getEncoded();
    }
}
