/** An S3 server of somebody else's, and a line before it that breaks. */
@NullMarked
package comity.node.bucket;

import org.jspecify.annotations.NullMarked;
