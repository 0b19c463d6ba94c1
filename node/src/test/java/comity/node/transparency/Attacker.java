package comity.node.transparency;

import comity.node.transparency.Counted.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation.Result;
import org.ojalgo.optimisation.Optimisation.State;
import org.ojalgo.optimisation.Variable;

/**
 * Somebody who has every table of every period with all totals, knows what the tables mean and how
 * they hang together, and solves for the least and the most that a withheld number can be. It knows
 * nothing of how the node chose what to withhold.
 */
final class Attacker {
    private static final double FAR = 1_000_000;

    private final List<Map<Figure, Optional<Long>>> published;
    private final List<String> partners;
    private final Direction direction;

    Attacker(
            List<Map<Figure, Optional<Long>>> published,
            List<String> partners,
            Direction direction) {
        this.published = published;
        this.partners = new ArrayList<>(partners);
        this.partners.add(Figure.OTHERS);
        this.direction = direction;
    }

    /** What can be known of a number: it lies between these, and anywhere between. */
    record Range(double least, double most) {
        double width() {
            return most - least;
        }
    }

    Range of(int period, Figure figure) {
        return new Range(solve(period, figure, false), solve(period, figure, true));
    }

    /** Whether the number is known within less than {@code width}; the bounds that are needed. */
    boolean knows(int period, Figure figure, double width, long truth) {
        var most = solve(period, figure, true);
        if (most < truth - 1e-6) throw new AssertionError("the truth is not possible: " + figure);
        if (most - truth >= width - 1e-6) return false;
        return most - solve(period, figure, false) < width - 1e-6;
    }

    private double solve(int period, Figure figure, boolean most) {
        var model = new ExpressionsBasedModel();
        // What passed before and after binds answers alone, and what became of preserved data.
        var variables = new ArrayList<Map<Figure, Variable>>();
        var all = figure.table() != Table.MEASURE && figure.table() != Table.DATA;
        for (var i = 0; i < published.size(); i++)
            variables.add(all || i == period ? period(model, i, figure.table()) : Map.of());
        if (all) passing(model, variables);
        Objects.requireNonNull(variables.get(period).get(figure), figure::toString).weight(1);
        var result = most ? model.maximise() : model.minimise();
        if (result.getState() == State.UNBOUNDED) return most ? FAR : 0;
        assertSolved(result);
        return Math.min(result.getValue(), FAR);
    }

    private static void assertSolved(Result result) {
        if (!result.getState().isOptimal()) throw new AssertionError("no solution: " + result);
    }

    /** The numbers of one period, and what is known of how they add up. */
    private Map<Figure, Variable> period(ExpressionsBasedModel model, int period, Table asked) {
        var shown = Objects.requireNonNull(published.get(period));
        var variables = new HashMap<Figure, Variable>();
        var detail = asked == Table.MEASURE || asked == Table.DATA;
        shown.forEach(
                (figure, count) -> {
                    if (figure.direction() != direction) return;
                    if (!detail
                            && (figure.table() == Table.MEASURE || figure.table() == Table.DATA)
                            && !figure.equals(Figure.total(Table.MEASURE, direction))) return;
                    if (detail && figure.table() != Table.MEASURE && figure.table() != Table.DATA)
                        return;
                    var variable = model.newVariable(period + "/" + figure).lower(0).upper(FAR);
                    count.ifPresent(variable::level);
                    variables.put(figure, variable);
                });
        if (detail) requests(model, variables);
        else {
            for (var table :
                    List.of(
                            Table.URGENCY,
                            Table.ARTICLE,
                            Table.REACH,
                            Table.RESULT,
                            Table.DURATION,
                            Table.GROUND))
                sum(model, variables, Figure.total(table, direction), categories(table, ""));
            same(model, variables, Table.MEASURE, Table.URGENCY);
            same(model, variables, Table.MEASURE, Table.ARTICLE);
            same(model, variables, Table.RESULT, Table.DURATION);
            sum(
                    model,
                    variables,
                    Figure.total(Table.GROUND, direction),
                    List.of(Figure.of(Table.RESULT, direction, "REFUSED")));
            within(model, variables, "NARROWED", Figure.of(Table.COURT, direction, "NARROWED"));
            within(model, variables, "CONDITIONED", Figure.of(Table.RESULT, direction, "PRODUCED"));
        }
        return variables;
    }

    /** Of what followed a concern there is no more than there is of it at all. */
    private void within(
            ExpressionsBasedModel model,
            Map<Figure, Variable> variables,
            String category,
            Figure whole) {
        var part = model.newExpression("of " + whole).upper(0);
        part.set(variables.get(Figure.of(Table.RIGHTS, direction, category)), 1);
        part.set(variables.get(whole), -1);
    }

    private void requests(ExpressionsBasedModel model, Map<Figure, Variable> variables) {
        var total = Figure.total(Table.MEASURE, direction);
        sum(model, variables, total, categories(Table.MEASURE, ""));
        sum(model, variables, total, categories(Table.DATA, ""));
        sum(model, variables, Figure.total(Table.DATA, direction), List.of(total));
        sum(
                model,
                variables,
                total,
                partners.stream()
                        .map(one -> new Figure(Table.MEASURE, direction, one, ""))
                        .toList());
        for (var partner : partners)
            sum(
                    model,
                    variables,
                    new Figure(Table.MEASURE, direction, partner, ""),
                    categories(Table.MEASURE, partner));
        for (var measure : Table.MEASURE.categories())
            sum(
                    model,
                    variables,
                    Figure.of(Table.MEASURE, direction, measure),
                    partners.stream()
                            .map(one -> new Figure(Table.MEASURE, direction, one, measure))
                            .toList());
        // Each request has a measure and a kind of data, and some measures say which.
        var both = new HashMap<String, Variable>();
        for (var measure : Table.MEASURE.categories())
            for (var data : Table.DATA.categories()) {
                var variable = model.newVariable(measure + "/" + data).lower(0).upper(FAR);
                if (Table.implied(measure).filter(one -> !one.equals(data)).isPresent())
                    variable.level(0);
                both.put(measure + "/" + data, variable);
            }
        for (var measure : Table.MEASURE.categories()) {
            var equation = model.newExpression("of " + measure).level(0);
            equation.set(variables.get(Figure.of(Table.MEASURE, direction, measure)), -1);
            Table.DATA
                    .categories()
                    .forEach(data -> equation.set(both.get(measure + "/" + data), 1));
        }
        for (var data : Table.DATA.categories()) {
            var equation = model.newExpression("of " + data).level(0);
            equation.set(variables.get(Figure.of(Table.DATA, direction, data)), -1);
            Table.MEASURE
                    .categories()
                    .forEach(measure -> equation.set(both.get(measure + "/" + data), 1));
        }
    }

    /**
     * No more is taken up or answered than was asked, and no more ends than was ordered: from the
     * first day.
     */
    private void passing(ExpressionsBasedModel model, List<Map<Figure, Variable>> variables) {
        for (var upTo = 1; upTo <= variables.size(); upTo++) {
            var answers = model.newExpression("answered " + upTo).upper(0);
            var taken = model.newExpression("taken up " + upTo).upper(0);
            var ended = model.newExpression("ended " + upTo).upper(0);
            for (var one : variables.subList(0, upTo)) {
                answers.set(one.get(Figure.total(Table.RESULT, direction)), 1);
                answers.set(one.get(Figure.total(Table.MEASURE, direction)), -1);
                taken.set(one.get(Figure.total(Table.REACH, direction)), 1);
                taken.set(one.get(Figure.total(Table.MEASURE, direction)), -1);
                ended.set(one.get(Figure.of(Table.PRESERVATION, direction, "FOLLOWED")), 1);
                ended.set(one.get(Figure.of(Table.PRESERVATION, direction, "LAPSED")), 1);
                ended.set(one.get(Figure.of(Table.PRESERVATION, direction, "ORDERED")), -1);
            }
        }
    }

    private List<Figure> categories(Table table, String partner) {
        return table.categories().stream()
                .map(one -> new Figure(table, direction, partner, one))
                .toList();
    }

    private void same(
            ExpressionsBasedModel model, Map<Figure, Variable> variables, Table one, Table other) {
        sum(
                model,
                variables,
                Figure.total(one, direction),
                List.of(Figure.total(other, direction)));
    }

    private static void sum(
            ExpressionsBasedModel model,
            Map<Figure, Variable> variables,
            Figure total,
            List<Figure> parts) {
        var equation = model.newExpression("sum " + total + parts.hashCode()).level(0);
        equation.set(variables.get(total), -1);
        for (var part : parts) equation.set(variables.get(part), 1);
    }
}
