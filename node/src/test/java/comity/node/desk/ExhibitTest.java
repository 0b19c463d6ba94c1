package comity.node.desk;

import static comity.node.desk.Borduria.Who.CUSTODIAN;
import static comity.node.desk.Borduria.Who.KATZ;
import static comity.node.desk.Borduria.Who.MOREAU;
import static comity.node.desk.Borduria.Who.OKAFOR;
import static comity.node.desk.Borduria.Who.ORBAN;
import static comity.node.desk.Borduria.Who.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An exhibit on its way in over HTTP, and who may open it when it is there. */
class ExhibitTest extends Borduria {
    private static final String TUS = "1.0.0";

    private static byte[] evidence(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Answer begin(Who who, Digest order, Digest declared, long length) {
        return send(
                request(who, "/exhibits")
                        .header("Tus-Resumable", TUS)
                        .header("Upload-Length", Long.toString(length))
                        .header(
                                "Upload-Metadata",
                                "order "
                                        + base64(order.hex())
                                        + ",filename "
                                        + base64("mailbox.bin")
                                        + ",sha256 "
                                        + base64(declared.hex()))
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static String place(Answer begun) {
        return begun.expect(201).response().headers().firstValue("Location").orElseThrow();
    }

    private Answer patch(String place, long offset, byte[] bytes) {
        return send(
                request(MOREAU, place)
                        .header("Tus-Resumable", TUS)
                        .header("Upload-Offset", Long.toString(offset))
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private Answer seal(String place) {
        return post(MOREAU, place + "/seal", Json.EMPTY);
    }

    private static String header(Answer answer, String name) {
        return answer.response().headers().firstValue(name).orElse("");
    }

    @Test
    void goes_on_from_the_offset_that_the_node_names() {
        var order = ordered(UUID.randomUUID());
        var evidence = evidence(300_000);
        var begun = begin(MOREAU, order, Digest.of(evidence), evidence.length);
        var place = place(begun);
        assertThat(header(begun, "Upload-Expires")).endsWith("GMT");

        var first = patch(place, 0, Arrays.copyOf(evidence, 200_000)).expect(204);
        assertThat(header(first, "Upload-Offset")).isEqualTo("196608");
        assertThat(header(first, "Upload-Expires")).endsWith("GMT");
        var wrong = patch(place, 200_000, new byte[10]).expect(409);
        assertThat(header(wrong, "Upload-Offset")).isEqualTo("196608");
        assertThat(seal(place).expect(409).code()).isEqualTo("upload.incomplete");

        patch(place, 196_608, Arrays.copyOfRange(evidence, 196_608, 300_000)).expect(204);
        assertThat(seal(place).expect(201).object().text("sha256"))
                .contains(Digest.of(evidence).hex());
        assertThat(seal(place).expect(201).object().text("sha256"))
                .as("again, the same answer")
                .contains(Digest.of(evidence).hex());
    }

    @Test
    void with_another_hash_is_refused_with_both_and_can_be_begun_anew() {
        var order = ordered(UUID.randomUUID());
        var announced = evidence(70_000);
        var sent = evidence(70_001);
        var place = place(begin(MOREAU, order, Digest.of(announced), 70_000));
        patch(place, 0, Arrays.copyOf(sent, 70_000)).expect(204);

        var refused = seal(place).expect(422);

        assertThat(refused.code()).isEqualTo("upload.other-bytes");
        assertThat(refused.object().text("title").orElseThrow())
                .contains(Digest.of(announced).hex())
                .contains(Digest.of(Arrays.copyOf(sent, 70_000)).hex());
        assertThat(seal(place).status()).isEqualTo(404);
        var anew = place(begin(MOREAU, order, Digest.of(announced), 70_000));
        patch(anew, 0, announced).expect(204);
        seal(anew).expect(201);
    }

    @Test
    void longer_than_announced_is_turned_away_unread() {
        var order = ordered(UUID.randomUUID());
        var place = place(begin(MOREAU, order, Digest.of(evidence(100)), 100));
        assertThat(patch(place, 0, evidence(101)).expect(413).code()).isEqualTo("upload.too-long");
        patch(place, 0, evidence(100)).expect(204);
        seal(place).expect(201);
    }

    @Test
    void of_no_bytes_is_an_exhibit_of_no_bytes() {
        var order = ordered(UUID.randomUUID());
        var place = place(begin(MOREAU, order, Digest.of(new byte[0]), 0));
        assertThat(seal(place).expect(201).text()).contains("\"size\":0,");
    }

    @Test
    void for_which_there_is_no_room_is_refused_at_once() {
        var order = ordered(UUID.randomUUID());
        var refused = begin(MOREAU, order, Digest.of(new byte[0]), 900_000_000_000_000L);
        assertThat(refused.expect(507).code()).isEqualTo("upload.no-room");
    }

    @Test
    void is_nobody_elses_to_send_or_to_see() {
        var order = ordered(UUID.randomUUID());
        var place = place(begin(MOREAU, order, Digest.of(evidence(100)), 100));
        begin(OTHER, order, Digest.of(evidence(100)), 100).expect(404);
        assertThat(post(OTHER, place + "/seal", Json.EMPTY).status()).isEqualTo(404);
        assertThat(post(KATZ, place + "/seal", Json.EMPTY).status()).isEqualTo(403);
    }

    @Test
    void does_not_exist_for_any_office_until_an_act_on_its_docket_names_it() {
        var docket = UUID.randomUUID();
        var order = ordered(docket);
        var evidence = evidence(5_000);
        var place = place(begin(MOREAU, order, Digest.of(evidence), evidence.length));
        patch(place, 0, evidence).expect(204);
        var exhibit = seal(place).expect(201).object();
        var path = "/exhibits/" + Digest.of(evidence).hex();
        var nowhere = "/exhibits/" + Digest.of(new byte[] {9, 9}).hex();

        for (var who : List.of(KATZ, CUSTODIAN, OKAFOR, ORBAN)) {
            var hidden = get(who, path).expect(404);
            assertThat(hidden.text().replace(path, nowhere))
                    .as(who.office)
                    .isEqualTo(get(who, nowhere).expect(404).text());
        }
        for (var who : List.of(KATZ, CUSTODIAN))
            assertThat(post(who, path + "/comparison", Json.EMPTY).status()).isEqualTo(404);

        var production =
                WalkTest.production(order)
                        .with(
                                "exhibits",
                                Json.object().with("exhibits", new Json.Arr(List.of(exhibit))));
        take(MOREAU, docket, "produce", production);

        get(ORBAN, path).expect(404);
        assign(KATZ, docket, ORBAN).expect(200);
        for (var who : List.of(KATZ, CUSTODIAN, OKAFOR)) {
            assertThat(get(who, path).expect(403).code()).isEqualTo("exhibit.not-opened");
            assertThat(opened(who, docket, Digest.of(evidence)).response().body())
                    .as(who.office)
                    .isEqualTo(evidence);
        }
        assertThat(get(ORBAN, path).expect(403).code()).isEqualTo("exhibit.not-opened");
        for (var who : List.of(KATZ, CUSTODIAN))
            post(who, path + "/comparison", Json.EMPTY).expect(202);
        for (var who : List.of(MOREAU, OTHER)) get(who, path).expect(403);
        for (var who : List.of(OKAFOR, ORBAN, MOREAU))
            post(who, path + "/comparison", Json.EMPTY).expect(403);
    }
}
