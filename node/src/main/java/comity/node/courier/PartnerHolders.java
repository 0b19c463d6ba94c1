package comity.node.courier;

import comity.node.publication.Asking;
import comity.node.publication.Holders;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** The partner States, each of which keeps the newest checkpoint of ours that it cosigned. */
public final class PartnerHolders {
    private final Peers peers;
    private final TlsIdentity identity;

    public PartnerHolders(Peers peers, TlsIdentity identity) {
        this.peers = peers;
        this.identity = identity;
    }

    /** One for each partner that is introduced now. */
    public List<Holders.Holder> all() {
        return peers.all().stream().map(this::holder).toList();
    }

    private Holders.Holder holder(Introduction peer) {
        return Holders.holder(
                new Asking(connection(peer), peer.url() + "/federation", peer.state()));
    }

    /** A connection to a partner, authenticated both ways. */
    HttpClient connection(Introduction peer) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(identity.client(peer.certificate()::equals))
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }
}
