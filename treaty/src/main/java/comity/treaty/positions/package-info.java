/**
 * Where States stand on the Convention: who signed, ratified, declared, reserved, objected or voted
 * how, each with its source, the day on which that was so and how sure it is; and when Article 65
 * brings the Convention into force. Facts by others, shipped with the release as data files beside
 * these classes. It imports terms. Open {@link comity.treaty.positions.Positions} first.
 */
@NullMarked
package comity.treaty.positions;

import org.jspecify.annotations.NullMarked;
