package dev.lutra.library.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.Waiting;
import dev.lutra.library.upload.TestUploads;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
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
    void keepsTheRealTitleOfALookInAnyScript() {
        byte[] file = ("// made by a tool\nLUT_3D_SIZE 2\n" + "0 0 0\n".repeat(8)).getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> created = post(new Multipart()
                .file("file", "夜景\u0001.cube", file)
                .field("tags", "Ночь")
                .field("encode", "false"));

        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode lut = json(created);
        assertThat(lut.get("id").stringValue()).isEqualTo("ye-jing");
        assertThat(lut.get("title").stringValue()).isEqualTo("夜景");
        assertThat(json(get("/luts/ye-jing")).at("/warnings/0").stringValue())
                .isEqualTo("line 1: passed over, as it is neither a keyword nor a row: \"// made by a tool\"");
        assertThat(json(get("/luts?tag=%D0%9D%D0%BE%D1%87%D1%8C"))
                        .at("/items/0/id")
                        .stringValue())
                .isEqualTo("ye-jing");
        HttpResponse<byte[]> cube = get("/luts/ye-jing.cube?res=5");
        assertThat(header(cube, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"ye-jing-5.cube\"; filename*=UTF-8''%E5%A4%9C%E6%99%AF-5.cube");
        assertThat(text(cube)).startsWith("TITLE \"夜景\"\n");
        send(authorized("/luts/ye-jing").DELETE());
    }

    @Test
    void leavesAnIndexToTheModel() {
        HttpResponse<byte[]> created = post(new Multipart()
                .file("file", "1.cube", TestUploads.cube(TestUploads.look(31, 3)))
                .field("encode", "false"));

        assertThat(json(created).get("id").stringValue()).isEqualTo("lut-1");
        assertThat(json(get("/luts/1")).get("id").stringValue()).isEqualTo("ilford-hp5");
        send(authorized("/luts/lut-1").DELETE());
    }

    @Test
    void refusesControlCharactersInFieldsByName() {
        byte[] file = TestUploads.cube(TestUploads.look(41, 3));
        for (String field : new String[] {"title", "tags", "license", "attribution"}) {
            for (String text : new String[] {"a\0b", "a\nb", "a\u001B[31m", "a\u2028b"}) {
                HttpResponse<byte[]> refused = post(new Multipart()
                        .file("file", "x.cube", file)
                        .field(field, text)
                        .field("encode", "false"));

                assertThat(refused.statusCode()).as("%s", field).isEqualTo(422);
                assertThat(json(refused).at("/errors/0/field").stringValue()).isEqualTo(field);
            }
        }
    }

    @Test
    void takesEveryGoodLookOutOfArchivesAsToolsWriteThem() throws IOException {
        Path cases = Path.of("../shared/cases/zips");
        Assumptions.assumeTrue(Files.isDirectory(cases), "../shared/cases is not present");
        var upload = new Multipart().field("encode", "false");
        for (String name : new String[] {"backslashes", "bzip2", "cp437", "encrypted", "lzma-mixed", "zip-in-zip"}) {
            upload.file("file", name + ".zip", Files.readAllBytes(cases.resolve(name + ".zip")));
        }

        JsonNode report = json(post(upload));

        assertThat(report.get("accepted").values())
                .extracting(lut -> lut.get("title").stringValue())
                .contains("Sunset A", "Fjord A", "bzip2 odd", "Été à Zürich", "plain_first", "Outer");
        assertThat(report.get("rejected").values())
                .extracting(entry -> entry.get("code").stringValue())
                .containsExactly("zip-encrypted", "zip-encrypted", "zip-method", "zip-nested");
        for (JsonNode lut : report.get("accepted").values()) {
            send(authorized("/luts/" + lut.get("id").stringValue()).DELETE());
        }
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
