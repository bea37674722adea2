package dev.lutra.library.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.Waiting;
import dev.lutra.library.TestUploads;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UploadControllerTest extends ServiceTest {

    @Test
    void storesOneFileAndEncodesIt() throws InterruptedException {
        byte[] file = TestUploads.cube(TestUploads.look(11, 5));
        var upload = new Multipart()
                .file("file", "mine.cube", file)
                .field("title", "My look")
                .field("tags", "warm,night")
                .field("license", "CC0-1.0");
        HttpResponse<byte[]> created = post(upload);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(header(created, "Location")).isEqualTo("/luts/my-look");
        JsonNode lut = json(created);
        assertThat(lut.get("id").stringValue()).isEqualTo("my-look");
        assertThat(lut.get("tags").values()).hasSize(2);
        assertThat(lut.get("model").isNull()).isTrue();
        assertThat(lut.at("/source/kept").booleanValue()).isTrue();
        String job = lut.at("/links/job").stringValue();
        assertThat(header(created, "Link")).isEqualTo("<%s>; rel=\"job\"".formatted(job));
        HttpResponse<byte[]> source = get("/luts/my-look.cube?res=5&from=source");
        assertThat(text(source)).contains(firstRow(file));
        awaitJob(job);
        JsonNode encoded = json(get("/luts/my-look"));
        assertThat(encoded.get("model").stringValue()).isEqualTo("film");
        assertThat(encoded.at("/fidelity/deltaE76/mean").doubleValue()).isPositive();
        HttpResponse<byte[]> network = get("/luts/my-look.cube?res=5");
        assertThat(header(network, "ETag")).isNotEqualTo(header(source, "ETag"));
        assertThat(text(get("/luts/my-look.cube?res=5&from=source"))).isEqualTo(text(source));
        assertThat(post(upload).statusCode()).isEqualTo(200);

        assertThat(send(authorized("/luts/my-look/source").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(text(get("/luts/my-look.cube?res=5"))).isEqualTo(text(network));
        assertThat(json(get("/luts/my-look.cube?from=source")).get("code").stringValue())
                .isEqualTo("source-not-kept");
        assertThat(send(authorized("/luts/my-look").DELETE()).statusCode()).isEqualTo(204);
        assertThat(get("/luts/my-look").statusCode()).isEqualTo(404);
        assertThat(get("/luts/my-look.cube?model=film").statusCode()).isEqualTo(404);
    }

    @Test
    void reportsOnAnArchive() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("Set/One.cube", TestUploads.cube(TestUploads.look(21, 3)));
        entries.put("Set/Bad.cube", "LUT_3D_SIZE 2\n0 0 0\nx\n".getBytes(StandardCharsets.UTF_8));
        var upload = new Multipart()
                .file("file", "set.zip", TestUploads.zip(entries))
                .field("encode", "false");
        HttpResponse<byte[]> answer = post(upload);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode report = json(answer);
        assertThat(report.at("/accepted/0/id").stringValue()).isEqualTo("one");
        assertThat(report.at("/rejected/0/entry").stringValue()).isEqualTo("Set/Bad.cube");
        assertThat(report.at("/rejected/0/line").intValue()).isEqualTo(3);
        assertThat(report.at("/rejected/0/code").stringValue()).startsWith("cube-");
        assertThat(report.get("job").isNull()).isTrue();
        assertThat(get("/luts/one.png?level=2").statusCode()).isEqualTo(200);
        assertThat(json(send(authorized("/luts/one/source").DELETE()))
                        .get("code")
                        .stringValue())
                .isEqualTo("not-encoded");
        send(authorized("/luts/one").DELETE());
    }

    @Test
    void refusesWithTheReason() {
        HttpResponse<byte[]> bad =
                post(new Multipart().file("file", "x.cube", "LUT_3D_SIZE 2\n0 0\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(header(bad, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(bad).at("/errors/0/line").intValue()).isEqualTo(2);
        assertThat(post(new Multipart().file("file", "x.txt", new byte[1])).statusCode())
                .isEqualTo(415);
        assertThat(post(new Multipart().field("title", "x")).statusCode()).isEqualTo(400);
        assertThat(post(new Multipart().file("file", "x.cube", new byte[1]).field("title", "x".repeat(201)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(send(request("/luts", "Content-Type", "application/json").POST(Multipart.none()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(authorized("/luts", "Content-Type", "application/json").POST(Multipart.none()))
                        .statusCode())
                .isEqualTo(415);
    }

    private HttpResponse<byte[]> post(Multipart upload) {
        return send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
    }

    private void awaitJob(String job) {
        var ended = Waiting.until(
                job, () -> json(get(job)), state -> !state.get("finishedAt").isNull());
        assertThat(ended.get("state").stringValue()).as(ended.toString()).isEqualTo("SUCCEEDED");
    }

    private static String firstRow(byte[] cube) {
        return new String(cube, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("[\\d. ]+"))
                .findFirst()
                .orElseThrow();
    }
}
