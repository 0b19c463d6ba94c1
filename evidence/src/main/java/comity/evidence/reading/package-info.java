/**
 * What an exhibit was found to hold, and how that compares with an order: the words in which a
 * confined reader answers the node that started it, and the comparison, which anyone can repeat.
 * Pure; no parser is here. It may import the record, the treaty's terms and evidence.exhibit. Open
 * {@link comity.evidence.reading.Comparison}; the format is docs/formats/reading.md.
 */
@NullMarked
package comity.evidence.reading;

import org.jspecify.annotations.NullMarked;
