/**
 * The provider's counter: the orders that name one provider, with what it needs to check them
 * offline, and nothing of the proceeding beyond them. Objecting and producing are acts like all
 * others and go the same way to the door.
 *
 * <p>May import frame, identity, registry, vault and treaty; never another capability. Open {@link
 * comity.node.provider.Orders} first.
 */
@NullMarked
package comity.node.provider;

import org.jspecify.annotations.NullMarked;
