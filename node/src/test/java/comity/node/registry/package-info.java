@NullMarked
package comity.node.registry;

import org.jspecify.annotations.NullMarked;
