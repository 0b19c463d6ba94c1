package comity.node.courier;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** The second port of a node: TLS 1.3 on both sides, for partners' nodes only. */
public final class FederationPort {
    private FederationPort() {}

    public static Connector connector(int port, String address, TlsIdentity identity) {
        var connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("address", address);
        connector.setProperty("SSLEnabled", "true");
        connector.setProperty("connectionTimeout", "20000");
        connector.setProperty("maxHttpRequestHeaderSize", "16384");
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        host.setCertificateVerification("required");
        host.setTrustManagerClassName(TlsIdentity.AnyCertificate.class.getName());
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystore(identity.store());
        certificate.setCertificateKeystorePassword(new String(identity.password()));
        certificate.setCertificateKeyAlias("node");
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
    }
}
