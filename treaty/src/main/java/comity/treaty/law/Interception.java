package comity.treaty.law;

import comity.record.act.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * For which offences a State's law lets content be intercepted (30): those that are listed, and
 * those with a maximum penalty of at least so many months.
 *
 * @param minimumMonths if there is such a line
 * @param articles the Convention's articles that a listed offence answers to
 * @param others how many listed offences answer to none: whether a case is one of these, a person
 *     has to say
 */
public record Interception(OptionalLong minimumMonths, Set<Long> articles, long others) {
    public Interception {
        articles = Set.copyOf(articles);
    }

    static Optional<Interception> of(Optional<Json.Obj> said) {
        return said.map(
                group -> {
                    var articles = new HashSet<Long>();
                    var others = 0L;
                    for (var offence : Said.objects(group, "offences")) {
                        var article = offence.integer("article");
                        article.ifPresent(articles::add);
                        if (article.isEmpty()) others++;
                    }
                    var months = group.integer("minimumMonths");
                    return new Interception(
                            months.isPresent()
                                    ? OptionalLong.of(months.get())
                                    : OptionalLong.empty(),
                            articles,
                            others);
                });
    }
}
