/**
 * Objects of an S3-compatible store, for the rooms that may keep what is theirs in one: the log and
 * the vault. It knows nothing of what they hold. It may import the registry. Open {@link
 * comity.node.bucket.Bucket}.
 */
@NullMarked
package comity.node.bucket;

import org.jspecify.annotations.NullMarked;
