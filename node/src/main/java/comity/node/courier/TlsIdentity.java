package comity.node.courier;

import comity.record.act.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The node's own TLS key and certificate. Nobody but the partners' introductions vouches for it:
 * both sides know each other's certificate by its hash, and no public authority takes part.
 */
public final class TlsIdentity {
    private static final Duration LIFE = Duration.ofDays(825);
    private final KeyStore store;
    private final char[] password;

    private TlsIdentity(KeyStore store, char[] password) {
        this.store = store;
        this.password = password.clone();
    }

    /**
     * @param secret what the file opens with: random, and kept among the node's encrypted keys
     */
    public static TlsIdentity open(
            Path file, String secret, String state, InstantSource clock, SecureRandom random) {
        var password = secret.toCharArray();
        try {
            var store = KeyStore.getInstance("PKCS12");
            if (Files.exists(file)) {
                try (var in = Files.newInputStream(file)) {
                    store.load(in, password);
                }
                return new TlsIdentity(store, password);
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            var pair = generator.generateKeyPair();
            var name = new X500Name("CN=comity node " + state);
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
                                                    Extension.subjectAlternativeName,
                                                    false,
                                                    new GeneralNames(
                                                            new GeneralName[] {
                                                                new GeneralName(
                                                                        GeneralName.dNSName,
                                                                        "localhost"),
                                                                new GeneralName(
                                                                        GeneralName.iPAddress,
                                                                        "127.0.0.1")
                                                            }))
                                            .build(
                                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                                            .build(pair.getPrivate())));
            store.load(null, password);
            store.setKeyEntry(
                    "node", pair.getPrivate(), password, new X509Certificate[] {certificate});
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newOutputStream(file)) {
                store.store(out, password);
            }
            return new TlsIdentity(store, password);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(
                    "the node's TLS key cannot be made or read: " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the node's TLS key cannot be made or read: " + file, e);
        }
    }

    KeyStore store() {
        return store;
    }

    char[] password() {
        return password.clone();
    }

    public Digest certificate() {
        try {
            return Digest.of(store.getCertificate("node").getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a loaded certificate has an encoding", e);
        }
    }

    /** When the certificate ends that partners know. */
    public Instant until() {
        try {
            return store.getCertificate("node") instanceof X509Certificate certificate
                    ? certificate.getNotAfter().toInstant()
                    : Instant.MAX;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a loaded certificate has an end", e);
        }
    }

    /**
     * A client's context: shows our certificate, and accepts exactly the server's that {@code
     * expected} knows.
     */
    public SSLContext client(Predicate<Digest> expected) {
        try {
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    managers.getKeyManagers(), new TrustManager[] {new Pinned(expected)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has TLS 1.3", e);
        }
    }

    /** Trust by the certificate's own hash; names and authorities do not come into it. */
    static class Pinned extends X509ExtendedTrustManager {
        private final Predicate<Digest> expected;

        Pinned(Predicate<Digest> expected) {
            this.expected = expected;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !expected.test(Digest.of(chain[0].getEncoded())))
                throw new CertificateException("not the certificate of a registered partner");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /**
     * For the server side, where Tomcat makes it by name: takes any certificate; {@link
     * FederationGate} then asks whose it is.
     */
    public static final class AnyCertificate extends Pinned {
        public AnyCertificate() {
            super(_ -> true);
        }
    }
}
