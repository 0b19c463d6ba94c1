package comity.node;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an administrator sets, as {@code --comity.name=value} or in the environment.
 *
 * @param data where keys, database, log and exhibits lie
 * @param stateFile the State that this node is founded for
 * @param port where pages and API answer; 0 takes a free one
 * @param federationPort where partners' nodes are heard; 0 takes a free one
 * @param address the address that both ports bind to
 * @param publicUrl how people's browsers reach the node; loopback by default
 * @param federationUrl how partners' nodes reach it
 * @param passphraseFile the passphrase that opens the key files; without it and without the
 *     environment's COMITY_PASSPHRASE, a key in a file beside the data folder does
 * @param keyFile where that key lies instead
 * @param keys the token that makes and keeps the authorities' keys, as {@code
 *     pkcs11:slot-id=…?module-path=…&pin-source=…}; {@code softhsm} makes one in software, to
 *     rehearse; by default they lie in the key file
 * @param signerUser whom the signer runs as where the node runs as root: a name or a number
 * @param demo offers demo people with software passkeys
 * @param uploadExpiry how long a broken-off upload, or an exhibit that no act names, is kept
 * @param database an external PostgreSQL instead of the one that comes with the node
 * @param process the name of this process, where several share the database and the data folder;
 *     empty where it is the only one
 * @param log a bucket for the log's tiles and checkpoint instead of the folder {@code log} in the
 *     data folder
 * @param vault a bucket for exhibits instead of the folder {@code vault} in the data folder
 * @param onion an entrance over Tor for the public's pages; by default none
 */
@ConfigurationProperties("comity")
public record Settings(
        Path data,
        Path stateFile,
        @DefaultValue("8443") int port,
        @DefaultValue("8444") int federationPort,
        @DefaultValue("127.0.0.1") String address,
        @Nullable String publicUrl,
        @Nullable String federationUrl,
        @Nullable Path passphraseFile,
        @Nullable Path keyFile,
        @DefaultValue("") String keys,
        @DefaultValue("") String signerUser,
        @DefaultValue("false") boolean demo,
        @DefaultValue("7d") Duration uploadExpiry,
        @DefaultValue External database,
        @DefaultValue("") String process,
        @DefaultValue Log log,
        @DefaultValue Vault vault,
        @DefaultValue Onion onion) {

    /**
     * Empty where the operator offers no onion service.
     *
     * @param address of the onion service, {@code http://….onion}
     * @param port on this machine, to which tor hands on
     */
    public record Onion(@DefaultValue("") String address, @DefaultValue("0") int port) {}

    /** Empty where the node brings its own PostgreSQL. */
    public record External(
            @DefaultValue("") String url,
            @DefaultValue("comity") String owner,
            @DefaultValue("") String ownerPassword,
            @DefaultValue("comity_filer") String filer,
            @DefaultValue("") String filerPassword,
            @DefaultValue("comity_eraser") String eraser,
            @DefaultValue("") String eraserPassword) {}

    /**
     * Empty where the log lies in the data folder.
     *
     * @param bucket its name in the S3-compatible store
     * @param prefix of every object, without slash at either end
     * @param endpoint the store's address; empty for AWS's own
     * @param region as the store names it
     * @param credentials a file of mode 0600 with {@code aws_access_key_id = …} and {@code
     *     aws_secret_access_key = …}
     */
    public record Log(
            @DefaultValue("") String bucket,
            @DefaultValue("") String prefix,
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @Nullable Path credentials) {}

    /**
     * Empty where exhibits lie in the data folder; else as for the log.
     *
     * @param bucket its name in the S3-compatible store
     * @param prefix of every object, without slash at either end
     * @param endpoint the store's address; empty for AWS's own
     * @param region as the store names it
     * @param credentials a file of mode 0600 with {@code aws_access_key_id = …} and {@code
     *     aws_secret_access_key = …}
     */
    public record Vault(
            @DefaultValue("") String bucket,
            @DefaultValue("") String prefix,
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @Nullable Path credentials) {}
}
