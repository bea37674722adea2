package dev.lutra.pair.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.Multipart;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks from pairs over HTTP, without a key. The photograph after the edit comes from the service itself. */
@Tag("slow")
class PairControllerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path PICTURES = Path.of("src/main/resources/static/pictures");
    private static final String LOOK = "fuji-velvia-50";

    @TempDir
    private static Path models;

    private static TestNode node;
    private static byte[] before;
    private static byte[] after;

    @BeforeAll
    static void start() throws IOException {
        Files.copy(Path.of("models/film.safetensors"), models.resolve("film.safetensors"));
        node = new TestNode(TestDatabase.H2.settings(), "lutra.models.path=" + models, "lutra.roles=api");
        before = Files.readAllBytes(PICTURES.resolve("still-life.jpg"));
        HttpResponse<byte[]> graded = send(HttpRequest.newBuilder(address("/luts/" + LOOK + "/apply"))
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofByteArray(before)));
        assertThat(graded.statusCode()).isEqualTo(200);
        after = graded.body();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void answersWithTheQualityAndAToken() throws IOException {
        HttpResponse<byte[]> answer = post("/luts/from-pair", pair(before, after));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode look = json(answer);
        JsonNode pair = look.get("pair");
        assertThat(pair.at("/deltaE76/mean").doubleValue()).isBetween(0.0, 2.5);
        assertThat(pair.at("/deltaE2000/p99").doubleValue()).isPositive();
        assertThat(pair.get("pixels").longValue()).isGreaterThan(200_000);
        assertThat(pair.get("coverage").doubleValue()).isBetween(0.05, 0.5);
        assertThat(pair.get("unexplained").doubleValue()).isBetween(0.0, 0.02);
        assertThat(look.get("monochrome").booleanValue()).isFalse();
        assertThat(look.get("warnings")).isEmpty();
        assertThat(look.at("/links/cube").stringValue())
                .isEqualTo("/tokens/" + look.get("token").stringValue() + ".cube");
        Lut3d inToken = LutFormats.read(
                        "look.token",
                        new ByteArrayInputStream(look.get("token").stringValue().getBytes(StandardCharsets.US_ASCII)),
                        FormatLimits.DEFAULT)
                .lut();
        Lut3d file = cube(post("/luts/from-pair?format=cube", pair(before, after)));
        assertThat(difference(inToken, file))
                .isCloseTo(look.at("/tokenDeltaE76/mean").doubleValue(), within(0.3));
    }

    @Test
    void answersWithAFileThatIsTheLook() throws IOException {
        HttpResponse<byte[]> answer = post("/luts/from-pair?format=cube&res=17", pair(before, after));
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("from-pair");
        assertThat(answer.headers().firstValue("Lutra-Delta-E").orElse(""))
                .matches("mean=[0-9.]+, p99=[0-9.]+, max=[0-9.]+");
        assertThat(Double.parseDouble(
                        answer.headers().firstValue("Lutra-Coverage").orElse("")))
                .isBetween(0.05, 0.5);
        Lut3d found = cube(answer);
        assertThat(found.size()).isEqualTo(17);
        Lut3d look = cube(send(HttpRequest.newBuilder(address("/luts/" + LOOK + ".cube?res=17"))));
        assertThat(difference(found, look)).isLessThan(6);
    }

    @Test
    void tellsItsDoubtsInSentencesWithCodes() throws IOException {
        var wall = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            wall.setRGB(i % 64, i / 64, 0x405060 + 0x010101 * (i % 64));
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(wall, "png", png);
        HttpResponse<byte[]> answer = post("/luts/from-pair?format=cube", pair(png.toByteArray(), png.toByteArray()));
        assertThat(answer.headers().firstValue("Lutra-Warnings").orElse(""))
                .matches("\"The photograph before shows [0-9.]+ % of the gamut\\. [^\"]+\";code=pair-coverage");
    }

    @Test
    void writesOtherFormatsToo() {
        HttpResponse<byte[]> answer = post("/luts/from-pair?format=png&level=4&depth=16", pair(before, after));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.body()).startsWith(0x89, 'P', 'N', 'G');
        HttpResponse<byte[]> token = post("/luts/from-pair?format=token", pair(before, after));
        assertThat(token.statusCode()).isEqualTo(200);
        assertThat(token.headers().firstValue("Lutra-Coverage")).isPresent();
        assertThat(token.headers().firstValue("Lutra-Delta-E")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"format=cube&res=66, res", "format=xyz, format", "format=png&level=9, level"})
    void namesParametersThatAreOutOfRange(String query, String field) {
        HttpResponse<byte[]> answer = post("/luts/from-pair?" + query, pair(before, after));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("code").stringValue()).isEqualTo("invalid-parameters");
        assertThat(json(answer).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void refusesWhatIsNoPair() throws IOException {
        byte[] other = Files.readAllBytes(PICTURES.resolve("landscape.jpg"));
        HttpResponse<byte[]> unrelated = post("/luts/from-pair", pair(before, other));
        assertThat(unrelated.statusCode()).isEqualTo(422);
        assertThat(json(unrelated).get("code").stringValue()).isEqualTo("pair-unrelated");
        HttpResponse<byte[]> text = post("/luts/from-pair", pair(before, "no image".getBytes(StandardCharsets.UTF_8)));
        assertThat(text.statusCode()).isEqualTo(422);
        assertThat(json(text).get("code").stringValue()).isEqualTo("image-unsupported");
        HttpResponse<byte[]> half = post("/luts/from-pair", new Multipart().file("before", "a.jpg", before));
        assertThat(half.statusCode()).isEqualTo(400);
    }

    @Test
    void boundsFormsThatNeedNoKey() throws IOException {
        var form = new Multipart();
        HttpResponse<byte[]> endless = send(HttpRequest.newBuilder(address("/luts/from-pair"))
                .header("Content-Type", form.contentType())
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100]))));
        assertThat(endless.statusCode()).isEqualTo(411);
        assertThat(json(endless).get("code").stringValue()).isEqualTo("length-required");
    }

    private static Multipart pair(byte[] before, byte[] after) {
        return new Multipart().file("before", "before.jpg", before).file("after", "after.jpg", after);
    }

    private static HttpResponse<byte[]> post(String path, Multipart form) {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", form.contentType())
                .POST(form.body()));
    }

    private static Lut3d cube(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return LutFormats.read("look.cube", new ByteArrayInputStream(answer.body()), FormatLimits.DEFAULT)
                .lut();
    }

    private static double difference(Lut3d one, Lut3d other) {
        var meter = new FidelityMeter();
        meter.add(one.lattice(), other.lattice(), one.points());
        return meter.result().deltaE76().mean();
    }

    private static URI address(String path) {
        return URI.create(node.address() + path);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return new JsonMapper().readTree(answer.body());
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Waiting.LIMIT).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
