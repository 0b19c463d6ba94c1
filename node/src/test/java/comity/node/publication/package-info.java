@NullMarked
package comity.node.publication;

import org.jspecify.annotations.NullMarked;
