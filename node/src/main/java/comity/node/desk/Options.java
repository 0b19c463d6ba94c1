package comity.node.desk;

import comity.node.desk.OptionView.FieldView;
import comity.node.frame.FindingView;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Field;
import comity.treaty.docket.Type;
import comity.treaty.rules.BrokenGlass;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Office;
import comity.treaty.terms.Safeguard;
import comity.treaty.terms.Truth;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an officer may do next on a docket, and why not. It asks the same rulebook, on the same acts
 * held, as the door does: so what it offers is accepted.
 */
public final class Options {
    private final Registry registry;
    private final Composer composer;

    public Options(Registry registry, Composer composer) {
        this.registry = registry;
        this.composer = composer;
    }

    /**
     * Every type of act on {@code docket} for {@code officer}; also on a docket still empty.
     * Whoever sees a docket has no glass to break.
     */
    public List<OptionView> of(UUID docket, Officer officer, Locale language) {
        return ruled(docket, officer).stream()
                .filter(option -> !BrokenGlass.isOne(option.type()))
                .map(option -> view(option, officer, language))
                .toList();
    }

    /** The types that {@code officer} may take next. */
    public List<String> permitted(UUID docket, Officer officer) {
        return ruled(docket, officer).stream()
                .filter(Rulebook.Option::permitted)
                .filter(option -> !BrokenGlass.isOne(option.type()))
                .map(option -> option.type().word())
                .toList();
    }

    /**
     * Whether {@code officer} is told what the rules say of such an act. To an inspector, or to
     * counsel, findings on others' acts would say what those acts say.
     */
    static boolean isToldOf(Type type, Officer officer) {
        return Stream.of(Office.OVS, Office.DEF)
                .filter(told -> officer.office().equals(told.name()))
                .allMatch(type.offices()::contains);
    }

    List<Rulebook.Option> ruled(UUID id, Officer officer) {
        var held = registry.read(id);
        var docket = held.before(registry.seenFor(id));
        return Rulebook.current()
                .options(
                        docket,
                        composer.author(id, officer),
                        composer.profiles(held),
                        composer.today())
                .stream()
                .filter(option -> isToldOf(option.type(), officer))
                .toList();
    }

    private static OptionView view(Rulebook.Option option, Officer officer, Locale language) {
        var type = option.type();
        return new OptionView(
                type.word(),
                option.permitted(),
                Cooperation.personal(type.word(), officer.office()),
                type.internal(),
                FindingView.of(option.ruling().all(), language),
                fields(type));
    }

    /** What an act of {@code type} says, for forms. */
    public static List<FieldView> fields(Type type) {
        return Cooperation.fields(type).stream()
                .map(
                        field ->
                                new FieldView(
                                        field.name(),
                                        field.section(),
                                        field.kind().name(),
                                        field.required(),
                                        choices(field)))
                .toList();
    }

    private static List<String> choices(Field field) {
        return switch (field.kind()) {
            case CATEGORIES -> names(DataCategory.values());
            case CONDUCT -> names(Conduct.values());
            case GROUNDS -> names(Ground.values());
            case OUTCOME -> names(comity.treaty.docket.Act.Outcome.values());
            case SAFEGUARD -> Stream.of(Safeguard.values()).map(Safeguard::citation).toList();
            case TRUTH -> names(Truth.values());
            case CODE, CODES -> field.choices();
            case TEXT,
                    LONG_TEXT,
                    NUMBER,
                    DATE,
                    DIGEST,
                    DIGESTS,
                    SECTIONS,
                    TEXTS,
                    STATE,
                    EXHIBITS,
                    MANIFESTS,
                    NAMED_TEXTS ->
                    List.of();
        };
    }

    private static List<String> names(Enum<?>[] words) {
        return Stream.of(words).map(Enum::name).toList();
    }
}
