/** The federation port, over real sockets. Open {@link comity.node.courier.FederationGateTest}. */
@NullMarked
package comity.node.courier;

import org.jspecify.annotations.NullMarked;
