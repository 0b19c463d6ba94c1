@NullMarked
package comity.node.vault;

import org.jspecify.annotations.NullMarked;
