/**
 * Who is who: the State's keys and its people. People hold offices, sign in with passkeys and act
 * in one office at a time; an authority's key signs what they decide. Nobody can sign as a person:
 * this room holds no person's private key, except those of a demo's people, which say so.
 *
 * <p>May import {@code node.registry} and downward. Open {@link comity.node.identity.People} and
 * {@link comity.node.identity.Composer} first.
 */
@NullMarked
package comity.node.identity;

import org.jspecify.annotations.NullMarked;
