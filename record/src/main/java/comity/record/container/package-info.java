/**
 * What a container of evidence lists of itself, so that one signature covers every file in it: the
 * manifest of an ASiC-E (ETSI EN 319 162-1). Pure; may import {@code comity.record.act}. Open
 * {@link comity.record.container.AsicManifest}.
 */
@NullMarked
package comity.record.container;

import org.jspecify.annotations.NullMarked;
