@NullMarked
package comity.node.signer;

import org.jspecify.annotations.NullMarked;
