@NullMarked
package comity.node.database;

import org.jspecify.annotations.NullMarked;
