package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.codec.Token;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.library.upload.TestUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TokenControllerTest extends ServiceTest {

    private static final long SEED = 20261126;
    private static final String PORTRA = "/luts/kodak-portra-160/token";
    private static final Set<String> CODES =
            Set.of("token-length", "token-characters", "token-version", "token-checksum", "token-content");

    @Test
    void givesALookAsATokenWithItsFidelity() throws IOException {
        HttpResponse<byte[]> answer = get(PORTRA);

        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        JsonNode body = json(answer);
        Token token = Token.of(body.get("token").stringValue());
        assertThat(body.get("bytes").intValue()).isEqualTo(token.length()).isLessThanOrEqualTo(120);
        Lut3d look = cube(get("/luts/kodak-portra-160.cube").body());
        var meter = new FidelityMeter();
        meter.add(look.lattice(), token.decode().lattice(), look.points());
        assertThat(body.at("/fidelity/deltaE2000/mean").doubleValue())
                .isCloseTo(meter.result().deltaE2000().mean(), within(0.01));
        for (String link : new String[] {"self", "cube", "png", "preview"}) {
            String address = body.at("/links/" + link).stringValue();
            assertThat(get(address).statusCode()).as(address).isEqualTo(200);
        }
        assertThat(body.at("/links/page").stringValue()).isEqualTo("/t/" + token.text());
    }

    @Test
    void isCachedUnderAnETag() {
        HttpResponse<byte[]> answer = get(PORTRA + "?bytes=60");
        String etag = header(answer, "ETag");
        assertThat(etag).matches("\"[0-9a-f]{32}-json-[0-9]+\"");
        assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=3600, must-revalidate, public");
        assertThat(get(PORTRA + "?bytes=60", "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        assertThat(header(get(PORTRA + "?bytes=61"), "ETag")).isNotEqualTo(etag);
        String file = json(answer).at("/links/cube").stringValue();
        assertThat(get(file, "If-None-Match", header(get(file), "ETag")).statusCode())
                .isEqualTo(304);
    }

    @Test
    void isTheSameAsTheFile() {
        String token = json(get(PORTRA + "?bytes=90&strength=0.5")).get("token").stringValue();
        HttpResponse<byte[]> file = get("/luts/kodak-portra-160.token?bytes=90&strength=0.5");
        assertThat(text(file)).isEqualTo(token + "\n");
        assertThat(file.headers().firstValue("Lutra-Delta-E")).isEmpty();
        assertThat(header(get("/luts/kodak-portra-160.token"), "Lutra-Delta-E")).isEmpty();
        assertThat(header(get("/luts/kodak-portra-160.cube"), "Lutra-Delta-E")).startsWith("mean=");
        assertThat(header(file, "Content-Disposition")).contains("kodak-portra-160-strength-0.5-90.token");
    }

    @Test
    void holdsABlend() {
        JsonNode blend = json(get("/luts/blend/token?mix=kodak-portra-160:1,ilford-hp5:1&bytes=100"));
        assertThat(blend.get("bytes").intValue()).isLessThanOrEqualTo(100);
    }

    @Test
    void keepsGreysGrey() {
        Lut3d look = Lut3d.identity(9);
        float[] lattice = look.lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            lattice[i] = lattice[i + 1];
            lattice[i + 2] = lattice[i + 1];
        }
        var form = new Multipart().field("title", "Grey token").file("file", "grey.cube", TestUploads.cube(look));
        String id = upload(form, 201).get("id").stringValue();
        JsonNode grey = json(get("/luts/" + id + "/token?from=source"));
        assertThat(grey.get("monochrome").booleanValue()).isTrue();
        String token = grey.get("token").stringValue();
        assertThat(json(get("/tokens/" + token)).get("monochrome").booleanValue())
                .isTrue();
        assertThat(json(get("/tokens/" + token(60))).get("monochrome").booleanValue())
                .isFalse();
        send(authorized("/luts/" + id).DELETE());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=31", "bytes=1025", "bytes=x", "strength=2", "from=there", "size=3"})
    void refusesParameters(String query) {
        assertThat(get(PORTRA + "?" + query).statusCode()).isIn(400, 422);
    }

    @Test
    void isWrittenInEveryFormat() {
        String token = token(80);
        LutFormats.all()
                .forEach(format -> assertThat(get("/tokens/" + token + "." + format.extension())
                                .statusCode())
                        .as(format.name())
                        .isEqualTo(format.isWritten() ? 200 : 422));
    }

    @Test
    void takesTheUsualParameters() throws IOException {
        String token = token(80);
        assertThat(cube(get("/tokens/" + token + ".cube?res=17").body()).size()).isEqualTo(17);
        assertThat(cube(get("/tokens/" + token + ".cube?res=17&strength=0").body())
                        .lattice())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(Lut3d.identity(17).lattice());
        var hald = ImageIO.read(new ByteArrayInputStream(
                get("/tokens/" + token + ".png?level=4&depth=8").body()));
        assertThat(hald.getWidth()).isEqualTo(64);
        var preview = ImageIO.read(new ByteArrayInputStream(
                get("/tokens/" + token + "/preview.jpg?width=100").body()));
        assertThat(preview.getWidth()).isEqualTo(100);
        JsonNode described = json(get("/tokens/" + token));
        assertThat(described.get("size").intValue()).isEqualTo(33);
        assertThat(described.get("bytes").intValue()).isEqualTo(Token.of(token).length());
    }

    @Test
    void isUploaded() {
        String token = token(70);
        JsonNode lut = upload(new Multipart().field("token", token).field("title", "Out of an address"), 201);
        String id = lut.get("id").stringValue();
        assertThat(lut.at("/source/format").stringValue()).isEqualTo("token");
        HttpResponse<byte[]> untitled = post(new Multipart().field("token", token(90)));
        assertThat(json(untitled).get("title").stringValue())
                .isEqualTo(Token.title(token(90)))
                .matches("Look [0-9a-f]{8}");
        assertThat(header(get("/tokens/" + token(90) + ".npy"), "Content-Disposition"))
                .contains(Token.title(token(90)).replace("Look ", "look-"));
        send(authorized("/luts/" + json(untitled).get("id").stringValue()).DELETE());
        assertThat(get("/luts/" + id + ".npy?from=source").body())
                .isEqualTo(get("/tokens/" + token + ".npy").body());
        upload(new Multipart().file("file", "a.txt", (token + "\n").getBytes(StandardCharsets.UTF_8)), 201);
        assertThat(upload(new Multipart().field("token", token.substring(1)), 422)
                        .get("code")
                        .stringValue())
                .isEqualTo("token-version");
        assertThat(upload(new Multipart().field("title", "nothing"), 400)
                        .get("code")
                        .stringValue())
                .isNotBlank();
        send(authorized("/luts/" + id).DELETE());
        send(authorized("/luts/a").DELETE());
    }

    @Test
    void refusesDamagedTokens() {
        System.out.println("seed " + SEED);
        var random = new SplittableRandom(SEED);
        String token = token(60);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!*'";
        for (int i = 0; i < 300; i++) {
            char[] text = token.toCharArray();
            int at = random.nextInt(text.length);
            char other = letters.charAt(random.nextInt(letters.length()));
            if (other == text[at]) {
                continue;
            }
            text[at] = other;
            String path =
                    "/tokens/" + new String(text) + (i % 3 == 0 ? "" : i % 3 == 1 ? ".cube?res=2" : "/preview.jpg");
            HttpResponse<byte[]> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(json(answer).get("code").stringValue()).as(path).isIn(CODES);
            assertThat(json(answer).get("detail").stringValue()).matches("[A-Z].*\\.");
        }
        assertThat(get("/tokens/" + "L".repeat(4000)).statusCode()).isEqualTo(400);
        assertThat(get("/tokens/a.b.cube").statusCode()).isIn(400, 404);
    }

    @Test
    void isNoLabelOfAMeter() {
        String token = token(60);
        get("/tokens/" + token + ".cube?res=2");
        get("/tokens/" + token);
        String meters = text(get("/actuator/prometheus"));
        assertThat(meters).contains("uri=\"/tokens/{token}.{format}\"").doesNotContain(token);
    }

    /** Another node, without models, makes the same bytes of a token, and needs no database for it. */
    @Test
    void isDecodedWithoutADatabase() {
        String token = token(120);
        try (var node = new TestNode(TestDatabase.H2.settings(), "lutra.roles=api")) {
            node.bean(HikariDataSource.class).close();
            assertThat(send(node, "/training-jobs").statusCode()).isGreaterThanOrEqualTo(500);
            for (String file : new String[] {".cube", ".npy", ".png", "/preview.jpg", ""}) {
                HttpResponse<byte[]> answer = send(node, "/tokens/" + token + file);
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                assertThat(answer.body())
                        .isEqualTo(get("/tokens/" + token + file).body());
            }
        }
    }

    private static HttpResponse<byte[]> send(TestNode node, String path) {
        return send(HttpRequest.newBuilder(URI.create(node.address() + path)));
    }

    private String token(int bytes) {
        return json(get(PORTRA + "?bytes=" + bytes)).get("token").stringValue();
    }

    private JsonNode upload(Multipart form, int status) {
        HttpResponse<byte[]> answer = post(form);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        return json(answer);
    }

    private HttpResponse<byte[]> post(Multipart form) {
        form.field("encode", "false");
        return send(authorized("/luts", "Content-Type", form.contentType()).POST(form.body()));
    }

    private static Lut3d cube(byte[] file) throws IOException {
        return LutFormats.CUBE
                .read(new ByteArrayInputStream(file), FormatLimits.DEFAULT)
                .lut();
    }
}
