package dev.lutra.library.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.RawClient;
import dev.lutra.ServiceTest;
import dev.lutra.Waiting;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.format.FileMutations;
import dev.lutra.format.SmallFiles;
import dev.lutra.library.upload.TestUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SimilarControllerTest extends ServiceTest {

    private static final long SEED = 20261126;
    private static final int MUTATIONS = 300;

    @Test
    void putsNearDuplicatesFirst() {
        upload("strange", cube(rgb -> new double[] {rgb[2], rgb[0] * rgb[0], 1 - rgb[1]}));
        upload("strange again", cube(rgb -> new double[] {rgb[2], rgb[0] * rgb[0], 0.99 - 0.98 * rgb[1]}));
        JsonNode similar = json(get("/luts/strange/similar?size=500"));
        assertThat(similar.at("/items/0/lut/id").stringValue()).isEqualTo("strange-again");
        assertThat(similar.at("/items/0/distance").doubleValue()).isBetween(0.1, 2.0);
        assertThat(similar.at("/items/1/distance").doubleValue()).isGreaterThan(5);
        List<Double> distances = similar.get("items").values().stream()
                .map(near -> near.get("distance").doubleValue())
                .toList();
        assertThat(distances).isSorted().hasSize(similar.get("total").intValue());
        assertThat(similar.get("items").values().stream()
                        .map(near -> near.at("/lut/id").stringValue()))
                .doesNotContain("strange")
                .doesNotHaveDuplicates();
        JsonNode lut = json(get("/luts/strange"));
        assertThat(similar.get("traits")).isEqualTo(lut.get("traits"));
        assertThat(similar.get("character")).isEqualTo(lut.get("character"));
        JsonNode second = json(get("/luts/strange/similar?size=1&page=1"));
        assertThat(second.at("/items/0")).isEqualTo(similar.at("/items/1"));
        assertThat(second.get("total")).isEqualTo(similar.get("total"));
    }

    @Test
    void comparesAFileOfWhichItStoresNothing() {
        byte[] look = cube(rgb -> new double[] {rgb[1], rgb[2] * rgb[2], 1 - rgb[0]});
        upload("swapped", look);
        JsonNode before = json(get("/luts?size=1"));
        HttpResponse<byte[]> answer = similar("other name.cube", look);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/items/0/lut/id").stringValue()).isEqualTo("swapped");
        assertThat(json(answer).at("/items/0/distance").doubleValue()).isZero();
        assertThat(json(answer).get("items").values()).hasSizeLessThanOrEqualTo(20);
        byte[] hald = get("/luts/swapped.png?level=5").body();
        JsonNode image = json(similar("hald.png", hald));
        assertThat(image.at("/items/0/lut/id").stringValue()).isEqualTo("swapped");
        assertThat(image.at("/items/0/distance").doubleValue()).isBetween(0.0, 0.5);
        assertThat(json(get("/luts?size=1")).get("total")).isEqualTo(before.get("total"));
    }

    @Test
    void describesImportedLutsSoonAfterTheStart() {
        JsonNode all = Waiting.until(
                "descriptions",
                () -> json(get("/luts?model=film&size=500")),
                page -> page.get("items").values().stream()
                        .noneMatch(lut -> lut.get("character").isNull()));
        for (JsonNode lut : all.get("items").values()) {
            String id = lut.get("id").stringValue();
            byte[] file = get("/luts/" + id + ".cube?res=65").body();
            JsonNode nearest = json(similar("x.cube", file)).at("/items/0");
            assertThat(nearest.at("/lut/id").stringValue()).isEqualTo(id);
            assertThat(nearest.get("distance").doubleValue()).as(id).isLessThan(0.5);
        }
    }

    @Test
    void findsByTraits() {
        upload("mono warm", cube(rgb -> new double[] {grey(rgb), 0.9 * grey(rgb), 0.7 * grey(rgb)}));
        upload("mono plain", cube(rgb -> new double[] {grey(rgb), grey(rgb), grey(rgb)}));
        upload("nothing", cube(rgb -> rgb));
        assertThat(traits("mono-warm")).contains("monochrome", "warm").doesNotContain("muted");
        assertThat(traits("mono-plain")).contains("monochrome").doesNotContain("warm", "cool");
        assertThat(traits("nothing")).containsExactly("neutral");
        JsonNode nothing = json(get("/luts/nothing"));
        assertThat(nothing.get("tags").values()).isEmpty();
        assertThat(nothing.at("/character/warmth").doubleValue()).isZero();
        assertThat(nothing.at("/character/contrast").doubleValue()).isEqualTo(1);
        assertThat(nothing.at("/character/saturation").doubleValue()).isEqualTo(1);
        assertThat(nothing.at("/character/lightness").doubleValue()).isZero();
        assertThat(ids("/luts?size=500&trait=monochrome"))
                .contains("mono-warm", "mono-plain")
                .doesNotContain("nothing");
        assertThat(ids("/luts?size=500&trait=monochrome&trait=warm"))
                .contains("mono-warm")
                .doesNotContain("mono-plain");
        assertThat(ids("/luts?size=500&trait=monochrome,warm"))
                .contains("mono-warm")
                .doesNotContain("mono-plain");
        assertThat(ids("/luts?size=500&tag=monochrome")).doesNotContain("mono-warm");
    }

    @Test
    void looksOver0To1WhateverTheInputs() {
        var wide = new RgbBox(new Rgb(-1, -1, -1), new Rgb(3, 3, 3));
        upload("wide nothing", TestUploads.cube(Lut3d.identity(9, wide)));
        assertThat(traits("wide-nothing")).containsExactly("neutral");
        String curves = "LUT_1D_SIZE 3\nLUT_1D_INPUT_RANGE 0 2\n0 0 0\n1 1 1\n2 2 2\n";
        upload("curves", curves.getBytes(StandardCharsets.US_ASCII));
        assertThat(traits("curves")).containsExactly("neutral");
        String negative = "LUT_1D_SIZE 2\n1 1 1\n0 0 0\n";
        upload("inverted curves", negative.getBytes(StandardCharsets.US_ASCII));
        assertThat(traits("inverted-curves")).contains("negative");
    }

    @Test
    void sorts() {
        upload("zz earlier", cube(rgb -> new double[] {0.9 * rgb[0], rgb[1], rgb[2]}));
        upload("Aa later", cube(rgb -> new double[] {rgb[0], 0.9 * rgb[1], rgb[2]}));
        List<String> newest = ids("/luts?size=500&sort=newest");
        assertThat(newest).containsSubsequence("aa-later", "zz-earlier", "kodak-gold-200");
        assertThat(ids("/luts?size=500&sort=title")).containsSubsequence("aa-later", "kodak-gold-200", "zz-earlier");
        assertThat(ids("/luts?size=500&sort=model")).isEqualTo(ids("/luts?size=500"));
        assertThat(json(get("/luts/aa-later")).get("createdAt").stringValue())
                .isGreaterThanOrEqualTo(
                        json(get("/luts/zz-earlier")).get("createdAt").stringValue());
    }

    @ParameterizedTest
    @CsvSource({
        "/luts?trait=hot, 422, trait",
        "/luts?trait=WARM, 422, trait",
        "/luts?sort=oldest, 422, sort",
        "/luts.zip?trait=hot, 422, trait",
        "/luts/0/similar?size=0, 422, size",
        "/luts/0/similar?page=-1, 422, page",
        "/luts/0/similar?page=x, 400, page"
    })
    void namesTheParameterAtFault(String path, int status, String field) {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).at("/errors/0/field").stringValue()).startsWith(field);
    }

    @Test
    void refusesWhatIsNoLut() {
        assertThat(get("/luts/nobody/similar").statusCode()).isEqualTo(404);
        HttpResponse<byte[]> text = similar("a.cube", "LUT_3D_SIZE 2\n0 0 0\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(text.statusCode()).isEqualTo(422);
        assertThat(json(text).at("/errors/0/entry").stringValue()).isEqualTo("a.cube");
        assertThat(similar("a.txt", "hello".getBytes(StandardCharsets.US_ASCII)).statusCode())
                .isEqualTo(415);
        assertThat(send(request("/luts/similar", "Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        var noFile = new Multipart().field("size", "3");
        assertThat(send(request("/luts/similar", "Content-Type", noFile.contentType())
                                .POST(noFile.body()))
                        .statusCode())
                .isBetween(400, 422);
    }

    @Test
    void wantsToKnowTheLengthOfAForm() throws IOException {
        var form = new Multipart().file("file", "a.cube", cube(rgb -> rgb));
        HttpResponse<byte[]> answer =
                post(form, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[9])));
        assertThat(answer.statusCode()).isEqualTo(411);
        assertThat(json(answer).get("code").stringValue()).isEqualTo("length-required");
        try (var client = new RawClient(address())) {
            client.send("POST /luts/similar HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                    + "Content-Length: 140000000\r\n\r\n--x");
            assertThat(client.readHeader()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void survivesWhateverIsSent() {
        System.out.println("seed " + SEED);
        var random = new SplittableRandom(SEED);
        List<byte[]> files = SmallFiles.all();
        int compared = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = FileMutations.of(files.get(random.nextInt(files.size())), files, random);
            HttpResponse<byte[]> answer = similar("mutated", mutated);
            assertThat(answer.statusCode())
                    .as("mutation %d: %s", i, text(answer))
                    .isIn(200, 415, 422);
            compared += answer.statusCode() == 200 ? 1 : 0;
        }
        assertThat(compared).isBetween(1, MUTATIONS - 1);
    }

    private List<String> traits(String id) {
        return json(get("/luts/" + id)).get("traits").values().stream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private List<String> ids(String path) {
        return json(get(path)).get("items").values().stream()
                .map(lut -> lut.get("id").stringValue())
                .toList();
    }

    private HttpResponse<byte[]> similar(String name, byte[] file) {
        var form = new Multipart().file("file", name, file);
        return post(form, form.body());
    }

    private HttpResponse<byte[]> post(Multipart form, BodyPublisher body) {
        return send(request("/luts/similar", "Content-Type", form.contentType()).POST(body));
    }

    private void upload(String name, byte[] file) {
        var form = new Multipart().file("file", name + ".cube", file);
        HttpResponse<byte[]> answer = send(authorized("/luts?encode=false", "Content-Type", form.contentType())
                .POST(form.body()));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
        assertThat(json(answer).get("character").isNull()).isFalse();
    }

    private static double grey(double[] rgb) {
        return 0.3 * rgb[0] + 0.6 * rgb[1] + 0.1 * rgb[2];
    }

    private static byte[] cube(UnaryOperator<double[]> look) {
        Lut3d lut = Lut3d.identity(17);
        float[] lattice = lut.lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            double[] rgb = look.apply(new double[] {lattice[i], lattice[i + 1], lattice[i + 2]});
            for (int channel = 0; channel < 3; channel++) {
                lattice[i + channel] = (float) rgb[channel];
            }
        }
        return TestUploads.cube(lut);
    }
}
