package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.TestModels;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.library.upload.TestUploads;
import dev.lutra.network.Model;
import dev.lutra.network.decode.Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryControllerTest extends ServiceTest {

    private static final String CUBE = "/luts/kodak-portra-160.cube";
    private static final String PNG = "/luts/kodak-portra-160.png";

    @Test
    void deliversWhatTheModelDecodes() throws IOException {
        var response = get(CUBE + "?res=17");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(header(response, "Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"kodak-portra-160-17.cube\"; filename*=UTF-8''Kodak%20Portra%20160-17.cube");
        assertThat(header(response, "Cache-Control")).isEqualTo("max-age=3600, must-revalidate, public");
        assertThat(header(response, "Vary")).contains("Accept-Encoding");
        assertThat(header(response, "ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(header(response, "Content-Length")).isEqualTo(String.valueOf(response.body().length));
        assertClose(parse("a.cube", response).lattice(), decode(TestModels.film(), 0, 17), 1e-6f);
    }

    @Test
    void takes33WhereNoSizeIsGiven() {
        assertThat(text(get(CUBE))).contains("LUT_3D_SIZE 33\n");
        assertThat(get(CUBE).body())
                .isEqualTo(get(CUBE + "?res=33&strength=1.0").body());
    }

    @Test
    void keepsDomainAndRange() throws IOException {
        Lut3d lut = parse("a.cube", get("/luts/log-to-hdr.cube?res=9"));
        assertThat(lut.domain()).isEqualTo(TestModels.WIDE);
        assertClose(lut.lattice(), decode(TestModels.film(), 4, 9), 1e-5f);
    }

    @Test
    void deliversBySlugAndByIndex() {
        assertThat(get("/luts/1.cube?res=5").body())
                .isEqualTo(get("/luts/ilford-hp5.cube?res=5").body());
        assertThat(text(get("/luts/a.b.cube?res=5"))).contains("TITLE \"Dotted\"");
        assertThat(text(get("/luts/0.cube?res=5"))).contains("Kodak Portra 160");
    }

    @Test
    void pinsAModel() throws IOException {
        var response = get("/luts/0.cube?res=9&model=other");
        assertThat(text(response)).contains("Teal");
        assertClose(parse("a.cube", response).lattice(), decode(TestModels.other(), 0, 9), 1e-6f);
        assertThat(header(get(CUBE + "?model=other"), "ETag")).isNotEqualTo(header(get(CUBE), "ETag"));
        assertThat(header(get(CUBE + "?model=film"), "ETag")).isEqualTo(header(get(CUBE), "ETag"));
    }

    @Test
    void mixesWithTheIdentity() throws IOException {
        float[] full = parse("a.cube", get(CUBE + "?res=3")).lattice();
        float[] half = parse("a.cube", get(CUBE + "?res=3&strength=0.5")).lattice();
        float[] none = parse("a.cube", get(CUBE + "?res=3&strength=0")).lattice();
        assertThat(List.of(none[3], none[4], none[5])).containsExactly(0.5f, 0f, 0f);
        for (int i = 0; i < full.length; i++) {
            assertThat(half[i]).isEqualTo((full[i] + none[i]) / 2, within(2e-6f));
        }
    }

    /** So that {@code curl -O -J} never finds another file of the same name in its way. */
    @Test
    void tellsWhatHasOtherValuesApartByNameAndTitle() throws IOException {
        byte[] source = TestUploads.cube(TestUploads.look(7, 4));
        var upload = new Multipart().file("file", "apart.cube", source);
        assertThat(send(authorized("/luts", "Content-Type", upload.contentType())
                                .POST(upload.body()))
                        .statusCode())
                .isIn(200, 201);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> json(get("/luts/apart")).get("model").isString());
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("?res=5", "apart-5.cube");
        expected.put("?res=5&strength=0.5", "apart-strength-0.5-5.cube");
        expected.put("?res=5&strength=0.501", "apart-strength-0.501-5.cube");
        expected.put("?res=5&strength=0", "apart-strength-0-5.cube");
        expected.put("?from=source", "apart.cube");
        expected.put("?res=4&from=source", "apart-from-source-4.cube");
        expected.put("?res=5&from=source", "apart-from-source-5.cube");
        expected.put("?res=5&from=source&strength=0.5", "apart-from-source-strength-0.5-5.cube");
        Set<String> titles = new HashSet<>();
        expected.forEach((query, name) -> {
            var response = get("/luts/apart.cube" + query);
            assertThat(header(response, "Content-Disposition"))
                    .startsWith("attachment; filename=\"%s\"".formatted(name));
            titles.add(text(response).lines().findFirst().orElseThrow());
        });
        // The source at two sizes has one title.
        assertThat(titles).hasSize(expected.size() - 1).allMatch(title -> title.startsWith("TITLE \""));
        assertThat(parse("a.cube", get("/luts/apart.cube?res=4&from=source")).lattice())
                .isEqualTo(TestUploads.look(7, 4).lattice());
        assertThat(header(get("/luts/apart/inverse.cube?res=5"), "Content-Disposition"))
                .contains("apart-inverse-5.cube");
        assertThat(header(get(PNG + "?level=3&strength=0.5"), "Content-Disposition"))
                .contains("kodak-portra-160-strength-0.5-hald3.png");
        send(authorized("/luts/apart").DELETE());
    }

    @Test
    void namesTheModelThatWasAskedFor() {
        var other = get(CUBE + "?res=5&model=other");
        assertThat(header(other, "Content-Disposition")).contains("kodak-portra-160-from-other-5.cube");
        var film = get(CUBE + "?res=5&model=film");
        assertThat(header(film, "Content-Disposition")).contains("kodak-portra-160-from-film-5.cube");
        assertThat(film.body()).isEqualTo(get(CUBE + "?res=5").body());
    }

    @Test
    void answersFromTheCacheWithTheSameBytes() {
        double hits = lookups("hit");
        double misses = lookups("miss");
        byte[] first = get(CUBE + "?res=21").body();
        assertThat(lookups("miss")).isEqualTo(misses + 1);
        assertThat(lookups("hit")).isEqualTo(hits);
        assertThat(get(CUBE + "?res=21").body()).isEqualTo(first);
        assertThat(lookups("hit")).isEqualTo(hits + 1);
        assertThat(lookups("miss")).isEqualTo(misses + 1);
    }

    /** Of the cache of answers so far, as the service counts them. */
    private double lookups(String result) {
        String name = "cache_gets_total{cache=\"lutra.answers\",result=\"%s\"} ".formatted(result);
        return text(get("/actuator/prometheus"))
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void compressesText() throws IOException {
        var plain = get(CUBE);
        var packed = get(CUBE, "Accept-Encoding", "gzip, br");
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "ETag")).isEqualTo(header(plain, "ETag").replaceAll("\"$", "-gzip\""));
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        assertThat(unpack(packed)).isEqualTo(plain.body());
        assertThat(header(get(PNG + "?level=3", "Accept-Encoding", "gzip"), "Content-Encoding"))
                .isEmpty();
    }

    @Test
    void answersNotModified() {
        for (String path : List.of(CUBE, CUBE + "?res=129", PNG + "?level=4")) {
            String etag = header(get(path), "ETag");
            var response = get(path, "If-None-Match", "\"other\", " + etag);
            assertThat(response.statusCode()).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, "ETag")).isEqualTo(etag);
            assertThat(header(response, "Cache-Control")).contains("max-age");
            assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersHead() {
        var response = send(request(CUBE).HEAD());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        for (String name : List.of("ETag", "Content-Type", "Content-Disposition", "Cache-Control")) {
            assertThat(header(response, name)).isEqualTo(header(get(CUBE), name));
        }
        assertThat(header(response, "Content-Length")).isNotEqualTo("0");
    }

    @Test
    void streamsLargeAnswers() throws IOException {
        var plain = get(CUBE + "?res=129");
        assertThat(header(plain, "Content-Length")).isEmpty();
        assertThat(plain.body().length).isGreaterThan(129 * 129 * 129 * 27);
        assertThat(Arrays.equals(unpack(get(CUBE + "?res=129", "Accept-Encoding", "gzip")), plain.body()))
                .isTrue();
        assertClose(parse("a.cube", plain).lattice(), decode(TestModels.film(), 0, 129), 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"8, 255", "16, 65535"})
    void deliversHaldImages(int depth, float max) throws IOException {
        var response = get(PNG + "?level=3&depth=" + depth);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("image/png");
        assertThat(header(response, "Content-Disposition")).contains("kodak-portra-160-hald3");
        assertClose(parse("a.png", response).lattice(), decode(TestModels.film(), 0, 9), 0.6f / max);
        assertThat(get(PNG + "?res=9&depth=" + depth).body()).isEqualTo(response.body());
    }

    @Test
    void takesLevel8WhereNoneIsGiven() {
        assertThat(header(get(PNG), "Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"kodak-portra-160-hald8.png\"; filename*=UTF-8''Kodak%20Portra%20160-hald8.png");
        assertThat(get(PNG).body()).isEqualTo(get(PNG + "?level=8&depth=8").body());
    }

    @ParameterizedTest
    @CsvSource({
        "cube?res=1, 422, res",
        "csp?depth=16, 422, depth",
        "clf?dialect=resolve, 422, dialect",
        "npy?bytes=120, 422, bytes",
        "cube?res=130, 422, res",
        "cube?res=-33, 422, res",
        "cube?res=x, 400, res",
        "cube?res=3.5, 400, res",
        "cube?res=9999999999, 400, res",
        "cube?strength=1.01, 422, strength",
        "cube?strength=-0.5, 422, strength",
        "cube?strength=NaN, 422, strength",
        "cube?strength=much, 400, strength",
        "png?level=1, 422, level",
        "png?level=13, 422, level",
        "png?level=x, 400, level",
        "png?depth=12, 422, depth",
        "png?depth=x, 400, depth",
        "png?res=33, 422, res",
        "png?res=1, 422, res",
        "png?res=256, 422, res",
        "png?res=9&level=3, 422, res",
        "png?strength=2, 422, strength"
    })
    void namesTheParameterAtFault(String query, int status, String field) {
        var response = get("/luts/kodak-portra-160." + query);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(json(response).get("code").stringValue()).startsWith("invalid-parameter");
        assertThat(json(response).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void namesEveryParameterAtFault() {
        var problem = json(get(CUBE + "?res=1&strength=7"));
        assertThat(problem.get("errors").values()).hasSize(2);
        assertThat(json(get(PNG + "?res=33")).at("/errors/0/detail").stringValue())
                .contains("25, 36, 49");
    }

    @ParameterizedTest
    @CsvSource({"nobody.cube, lut-not-found", "7.png, lut-not-found", "0.cube?model=gone, model-not-found"})
    void tellsWhatIsNotThere(String path, String code) {
        var response = get("/luts/" + path, "Accept", "text/plain");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("code").stringValue()).isEqualTo(code);
    }

    /** AssertJ's own comparison takes minutes for a lattice of 129 points an edge. */
    private static void assertClose(float[] actual, float[] expected, float tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        float worst = 0;
        for (int i = 0; i < actual.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(worst).isLessThanOrEqualTo(tolerance);
    }

    private static float[] decode(Model model, int index, int size) throws IOException {
        var lattice = new float[3 * size * size * size];
        var filled = new int[1];
        try (Decoder decoder = Decoder.open(model.network(), TestModels.DEVICE, 2)) {
            decoder.decode(model.encoded(index), size, (rgb, points) -> {
                System.arraycopy(rgb, 0, lattice, filled[0], 3 * points);
                filled[0] += 3 * points;
            });
        }
        return lattice;
    }

    private static Lut3d parse(String name, HttpResponse<byte[]> response) throws IOException {
        return LutFormats.read(name, new ByteArrayInputStream(response.body()), FormatLimits.DEFAULT)
                .lut();
    }

    private static byte[] unpack(HttpResponse<byte[]> response) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return in.readAllBytes();
        }
    }

    @Test
    void deliversEveryWrittenFormat() {
        for (LutFormat format : LutFormats.all()) {
            HttpResponse<byte[]> answer = get("/luts/kodak-portra-160." + format.extension());
            assertThat(answer.statusCode()).as(format.name()).isEqualTo(format.isWritten() ? 200 : 422);
            if (format.isWritten()) {
                assertThat(header(answer, "Content-Disposition"))
                        .as(format.name())
                        .contains("." + format.extension());
                assertThat(header(answer, "Content-Type")).startsWith(format.mediaType());
            } else {
                assertThat(text(answer)).contains("not-written");
            }
        }
    }
}
