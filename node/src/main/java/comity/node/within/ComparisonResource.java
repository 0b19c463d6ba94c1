package comity.node.within;

import comity.evidence.reading.Columns;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** 24(2): comparisons with an order, for programs: asked for, looked at, stopped. */
@RestController
@Serves(offices = {"CAO", "CUS"})
class ComparisonResource {
    private final ComparisonDesk desk;

    ComparisonResource(ComparisonDesk desk) {
        this.desk = desk;
    }

    /**
     * Which columns of rows say when and about whom, as their custodian knows.
     *
     * @param form ISO, SECONDS, MILLISECONDS, SYSLOG or COMMON_LOG
     * @param zone where times name none
     * @param year of the first row, where times name none
     */
    record ColumnsSaid(
            @Nullable String time,
            @Nullable String form,
            @Nullable String zone,
            @Nullable String year,
            @Nullable String account) {}

    /** It is done beside; the answer says where to look. */
    @PostMapping(
            path = "/exhibits/{sha256}/comparison",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ComparingView> ask(
            @PathVariable String sha256,
            @RequestBody(required = false) @Nullable ColumnsSaid columns,
            Officer officer) {
        var exhibit = desk.exhibit(sha256, officer);
        desk.ask(exhibit, officer, said(columns));
        return ResponseEntity.accepted()
                .location(URI.create("/exhibits/" + sha256 + "/comparison"))
                .body(desk.seen(exhibit, officer));
    }

    private static Optional<Columns> said(@Nullable ColumnsSaid said) {
        if (said == null || said.form() == null) return Optional.empty();
        var columns =
                Columns.of(
                        text(said.time()),
                        text(said.form()),
                        text(said.zone()),
                        text(said.year()),
                        text(said.account()));
        if (columns.isEmpty()) throw Refused.with(422, "columns.misshapen", Map.of());
        return columns;
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said;
    }

    @GetMapping(path = "/exhibits/{sha256}/comparison", produces = MediaType.APPLICATION_JSON_VALUE)
    ComparingView look(@PathVariable String sha256, Officer officer) {
        return desk.seen(desk.exhibit(sha256, officer), officer);
    }

    @DeleteMapping(
            path = "/exhibits/{sha256}/comparison",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ComparingView stop(@PathVariable String sha256, Officer officer) {
        var exhibit = desk.exhibit(sha256, officer);
        desk.stop(exhibit);
        return desk.seen(exhibit, officer);
    }
}
