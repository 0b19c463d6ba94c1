package comity.node.law.register;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.registry.Registry;
import comity.record.act.CanonicalJson;
import comity.treaty.register.Article;
import comity.treaty.register.Column;
import comity.treaty.register.Enactment;
import comity.treaty.register.Problem;
import comity.treaty.register.ProvisionsReader;
import comity.treaty.register.ProvisionsWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The registrar's desk: one provision by a form, or many by a file, each looked at before it is
 * published. What was typed comes back with everything that is wrong with it.
 */
@Controller
@Serves(offices = "LAW")
class EnactPages {
    private final Registry registry;
    private final Pages pages;
    private final Enacting enacting;
    private final WhoActs whoActs;

    EnactPages(Registry registry, Pages pages, Enacting enacting, WhoActs whoActs) {
        this.whoActs = whoActs;
        this.registry = registry;
        this.pages = pages;
        this.enacting = enacting;
    }

    /** Empty, or with the provision that is to be amended. */
    @GetMapping(path = "/law/register/enact", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView form(@RequestParam(defaultValue = "") String provision, Officer registrar) {
        var fields = new LinkedHashMap<String, String>();
        registry.provisions().history(provision).stream()
                .reduce((_, later) -> later)
                .ifPresent(
                        version -> {
                            for (var column : Column.values())
                                fields.put(
                                        column.word(),
                                        ProvisionsWriter.text(version.provision(), column));
                        });
        fields.putIfAbsent(Column.ID.word(), registrar.state() + "/");
        return shown(new EnactView(fields, "", "", "", List.of(), null), HttpStatus.OK);
    }

    /** One provision from the form, looked at. */
    @PostMapping(
            path = "/law/register/enact",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView one(@RequestParam Map<String, String> fields, Officer registrar) {
        var table = new StringBuilder();
        table.append(String.join(",", Stream.of(Column.values()).map(Column::word).toList()))
                .append('\n')
                .append(
                        String.join(
                                ",",
                                Stream.of(Column.values())
                                        .map(column -> cell(fields, column))
                                        .toList()))
                .append('\n');
        var reason = fields.getOrDefault("reason", "");
        var read = Enacting.read(bytes(table.toString()), false, reason, registrar);
        // The one line of a table that nobody saw is no place to send anybody to.
        var problems = read.problems().stream().map(problem -> told(problem, 0)).toList();
        return looked(fields, "", reason, complete(fields), read, problems, registrar);
    }

    private static String cell(Map<String, String> fields, Column column) {
        return '"'
                + fields.getOrDefault(column.word(), "")
                        .strip()
                        .replace("\r\n", "\n")
                        .replace("\"", "\"\"")
                + '"';
    }

    /** A file, pasted, looked at. */
    @PostMapping(
            path = "/law/register/import",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView many(@RequestParam Map<String, String> fields, Officer registrar) {
        var file = fields.getOrDefault("file", "");
        var reason = fields.getOrDefault("reason", "");
        var read = Enacting.read(bytes(file), isJson(file), reason, registrar);
        var problems =
                read.problems().stream().map(problem -> told(problem, problem.line())).toList();
        return looked(Map.of(), file, reason, complete(fields), read, problems, registrar);
    }

    /** What was looked at is entered; another registrar publishes it. */
    @PostMapping(
            path = "/law/register/entry",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView enter(
            @RequestParam Map<String, String> fields,
            Officer registrar,
            HttpServletRequest request) {
        var file = fields.getOrDefault("file", "");
        var reason = fields.getOrDefault("reason", "");
        var read = Enacting.read(bytes(file), isJson(file), reason, registrar);
        if (read.enactment().isEmpty() || read.enactment().get().reason().isBlank())
            return many(fields, registrar);
        enacting.enter(read.enactment().get(), registrar, whoActs.verified(request));
        return Pages.seeOther("/law/entries");
    }

    private ModelAndView looked(
            Map<String, String> fields,
            String file,
            String reason,
            String complete,
            ProvisionsReader.Read read,
            List<EnactView.Told> problems,
            Officer registrar) {
        var refused = new ArrayList<>(problems);
        if (read.enactment().map(Enactment::reason).orElse(reason).isBlank())
            refused.add(told(new Problem(0, "reason", "missing", ""), 0));
        var articles = articles(complete);
        if (articles.isEmpty() && !complete.isBlank())
            refused.add(told(new Problem(0, "complete", "article.unknown", complete), 0));
        if (!refused.isEmpty())
            return shown(
                    new EnactView(fields, file, reason, complete, refused, null),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        var said = read.enactment().orElseThrow();
        var enactment =
                new Enactment(said.reason(), said.complete().or(() -> articles), said.provisions());
        return shown(
                new EnactView(
                        fields,
                        CanonicalJson.text(ProvisionsWriter.json(enactment)),
                        enactment.reason(),
                        complete,
                        List.of(),
                        enacting.preview(enactment, registrar)),
                HttpStatus.OK);
    }

    private static String complete(Map<String, String> fields) {
        return fields.getOrDefault("complete", "").strip();
    }

    private static Optional<Set<Integer>> articles(String text) {
        if (text.isBlank()) return Optional.empty();
        var articles = new TreeSet<Integer>();
        for (var word : text.split("[\\s,;]+")) {
            if (!word.matches("[0-9]{1,2}") || Article.of(Integer.parseInt(word)).isEmpty())
                return Optional.empty();
            articles.add(Integer.parseInt(word));
        }
        return Optional.of(articles);
    }

    private static boolean isJson(String file) {
        return file.stripLeading().startsWith("{") || file.stripLeading().startsWith("[");
    }

    private static EnactView.Told told(Problem problem, int line) {
        return new EnactView.Told(
                line, problem.field(), Sentences.of(problem, Languages.current()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ModelAndView shown(EnactView view, HttpStatus status) {
        var model = new HashMap<String, Object>();
        model.put("view", view);
        var page = pages.of("register_enact", model);
        page.setStatus(status);
        return page;
    }
}
