package comity.bench;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/** The twenty conditions as one decision table with hit policy COLLECT, in Apache KIE's engine. */
final class KieTable {
    private static final String DECISION = "speaking";

    private final DMNRuntime runtime;
    private final DMNModel model;

    KieTable() {
        Resource table = ResourceFactory.newReaderResource(new StringReader(document()));
        table.setSourcePath("twenty.dmn");
        runtime =
                DMNRuntimeBuilder.fromDefaults()
                        .buildConfiguration()
                        .fromResources(List.of(table))
                        .getOrElseThrow(IllegalStateException::new);
        model = runtime.getModels().getFirst();
        if (model.hasErrors()) throw new IllegalStateException(model.getMessages().toString());
    }

    /** The values that the table asks, as its engine wants them; made once, not measured. */
    static Map<String, Object> input(Facts facts) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        for (var fact : TwentyConditions.facts()) input.put(name(fact), value(facts, fact));
        @SuppressWarnings("unchecked")
        var values = (Map<String, Object>) (Map<String, ?>) input;
        return values;
    }

    private static @Nullable Object value(Facts facts, Fact fact) {
        if (facts.isUnknown(fact)) return null;
        var value = facts.value(fact);
        if (value.isPresent())
            return value.get() instanceof Long number ? BigDecimal.valueOf(number) : value.get();
        if (!fact.presumed()) return null;
        return fact.kind() == Fact.Kind.NUMBER ? BigDecimal.ZERO : Boolean.FALSE;
    }

    /** The numbers of the rules that speak. */
    @SuppressWarnings("unchecked")
    List<String> speaking(Map<String, Object> input) {
        var context = runtime.newContext();
        input.forEach(context::set);
        return (List<String>)
                runtime.evaluateAll(model, context).getDecisionResultByName(DECISION).getResult();
    }

    private static String name(Fact fact) {
        return fact.path().replace('.', '_');
    }

    private static String type(Fact fact) {
        return switch (fact.kind()) {
            case TRUTH -> "boolean";
            case NUMBER -> "number";
            case TEXT, CODE -> "string";
            case CODES -> throw new IllegalArgumentException(fact.path());
        };
    }

    /** DMN 1.3. */
    private static String document() {
        var facts = TwentyConditions.facts();
        var dmn = new StringBuilder();
        dmn.append(
                """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
                    id="twenty" name="twenty" namespace="comity">
                """);
        for (var fact : facts)
            dmn.append(
                    """
                    <inputData id="i_%1$s" name="%1$s"><variable name="%1$s" typeRef="%2$s"/></inputData>
                    """
                            .formatted(name(fact), type(fact)));
        dmn.append(
                "<decision id=\"d\" name=\"%1$s\"><variable name=\"%1$s\"/>".formatted(DECISION));
        for (var fact : facts)
            dmn.append(
                    """
                    <informationRequirement><requiredInput href="#i_%s"/></informationRequirement>
                    """
                            .formatted(name(fact)));
        dmn.append("<decisionTable hitPolicy=\"COLLECT\">");
        for (var fact : facts)
            dmn.append(
                    """
                    <input><inputExpression typeRef="%2$s"><text>%1$s</text></inputExpression></input>
                    """
                            .formatted(name(fact), type(fact)));
        dmn.append("<output typeRef=\"string\"/>");
        for (var row : TwentyConditions.ROWS)
            dmn.append("<rule>")
                    .append(
                            facts.stream()
                                    .map(fact -> row.tests().getOrDefault(fact, "-"))
                                    .map(test -> test.replace("<", "&lt;").replace(">", "&gt;"))
                                    .collect(
                                            Collectors.joining(
                                                    "</text></inputEntry><inputEntry><text>",
                                                    "<inputEntry><text>",
                                                    "</text></inputEntry>")))
                    .append(
                            "<outputEntry><text>\"%s\"</text></outputEntry></rule>"
                                    .formatted(row.rule()));
        return dmn.append("</decisionTable></decision></definitions>").toString();
    }
}
