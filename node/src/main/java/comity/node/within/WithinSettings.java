package comity.node.within;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an administrator sets about reading evidence.
 *
 * @param reader the folder into which the reader was built; by default beside the program
 * @param restricted known depictions of child sexual abuse
 */
@ConfigurationProperties("comity.within")
record WithinSettings(@Nullable Path reader, @DefaultValue Restriction restricted) {

    /**
     * @param hashList a file of SHA-256 hashes, one a line
     * @param cleared people, by their names in the State file, who may see hashes and counts
     */
    record Restriction(@Nullable Path hashList, @DefaultValue List<String> cleared) {}
}
