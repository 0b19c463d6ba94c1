package comity.node.desk;

import comity.evidence.dossier.Audience;
import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Problem;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Disclosing a docket in part: first what would be withheld, then the act and the file. */
@Controller
@Serves(offices = {"CAO", "PRO", "JUD"})
class DisclosurePages {
    private static final String ZIP = "application/zip";
    private static final List<String> AUDIENCES =
            List.of("defence", "oversight", "public", "state");
    private static final List<String> OFFICES = List.of("CAO", "PRO", "JUD");

    private final Pages pages;
    private final DocketViews dockets;
    private final Disclosures disclosures;
    private final WhoActs whoActs;

    DisclosurePages(Pages pages, DocketViews dockets, Disclosures disclosures, WhoActs whoActs) {
        this.pages = pages;
        this.dockets = dockets;
        this.disclosures = disclosures;
        this.whoActs = whoActs;
    }

    /**
     * @param audience for whom, as {@code defence}, {@code oversight}, {@code public} or {@code
     *     state:XB}
     * @param withheld names of sections; the audience's default if absent
     */
    record DisclosureBody(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String office,
            String audience,
            String recipient,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) List<String> withheld,
            String reasons) {}

    /** The form, with what the chosen audience would not be shown. */
    @GetMapping(path = "/dockets/{docket}/disclosures", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView form(
            @PathVariable UUID docket, @RequestParam MultiValueMap<String, String> typed) {
        return form(docket, typed, Optional.empty());
    }

    private ModelAndView form(
            UUID docket, MultiValueMap<String, String> typed, Optional<Refused> refused) {
        var view = dockets.of(docket).orElseThrow(Refused::unknown);
        var whom = Optional.ofNullable(typed.getFirst("audience")).orElse("");
        var audience = Audience.of(audience(typed));
        var shown = new HashMap<String, Object>();
        shown.put("docket", view);
        shown.put("audiences", AUDIENCES);
        shown.put("audience", AUDIENCES.contains(whom) ? whom : "");
        shown.put("state", text(typed, "state"));
        shown.put("recipient", text(typed, "recipient"));
        shown.put("reasons", text(typed, "reasons"));
        shown.put("sections", Cooperation.SECTIONS);
        shown.put(
                "withheld",
                typed.containsKey("chosen")
                        ? withheld(typed)
                        : audience.map(Audience::withheld).orElse(Set.of()));
        shown.put("ready", audience.isPresent());
        var problem = refused.map(no -> no.problem(Languages.current()));
        shown.put("problem", problem.map(Problem::title).orElse(""));
        shown.put("findings", problem.map(Problem::findings).orElse(List.of()));
        return pages.of("disclose", shown);
    }

    /** The act, and then the file. What was typed comes back with what is wrong with it. */
    @PostMapping(
            path = "/dockets/{docket}/disclosures",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Nullable ModelAndView make(
            @PathVariable UUID docket,
            @RequestParam MultiValueMap<String, String> typed,
            Person person,
            HttpServletResponse response)
            throws IOException {
        if (Audience.of(audience(typed)).isEmpty() || !typed.containsKey("chosen"))
            return form(docket, typed, Optional.empty());
        try {
            var officer =
                    whoActs.officer(person, Optional.ofNullable(typed.getFirst("office")), OFFICES);
            var asked =
                    new Disclosures.Asked(
                            audience(typed),
                            text(typed, "recipient"),
                            withheld(typed),
                            text(typed, "reasons"));
            send(disclosures.make(docket, asked, officer), response);
            return null;
        } catch (Refused refused) {
            var status = refused.problem(Languages.current()).status();
            if (status == 404) throw refused;
            var page = form(docket, typed, Optional.of(refused));
            page.setStatus(HttpStatus.valueOf(status));
            return page;
        }
    }

    /** For programs: the act is filed, and the answer is the case file. */
    @PostMapping(path = "/dockets/{docket}/disclosures")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = DisclosureBody.class)))
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    void disclose(
            @PathVariable UUID docket,
            @RequestBody Json.Obj body,
            @RequestHeader(name = WhoActs.HEADER, required = false) @Nullable String office,
            Person person,
            HttpServletResponse response)
            throws IOException {
        var named = body.text("office").or(() -> Optional.ofNullable(office));
        var officer = whoActs.officer(person, named, OFFICES);
        var audience = body.text("audience").orElse("");
        var withheld =
                body.get("withheld").isPresent()
                        ? new TreeSet<>(body.texts("withheld"))
                        : Audience.of(audience).map(Audience::withheld).orElse(Set.of());
        var asked =
                new Disclosures.Asked(
                        audience,
                        body.text("recipient").orElse(""),
                        withheld,
                        body.text("reasons").orElse(""));
        send(disclosures.make(docket, asked, officer), response);
    }

    private void send(comity.evidence.dossier.Contents contents, HttpServletResponse response)
            throws IOException {
        response.setContentType(ZIP);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("case.comity").build().toString());
        disclosures.write(contents, response.getOutputStream());
    }

    private static String audience(MultiValueMap<String, String> typed) {
        var whom = text(typed, "audience");
        return whom.equals("state") ? "state:" + text(typed, "state").strip() : whom;
    }

    private static String text(MultiValueMap<String, String> typed, String name) {
        return Optional.ofNullable(typed.getFirst(name)).orElse("");
    }

    private static Set<String> withheld(MultiValueMap<String, String> typed) {
        return new TreeSet<>(typed.getOrDefault("withheld", List.of()));
    }
}
