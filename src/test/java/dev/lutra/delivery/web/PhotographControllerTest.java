package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.RawClient;
import dev.lutra.ServiceTest;
import dev.lutra.Waiting;
import dev.lutra.color.CodeValue;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageType;
import dev.lutra.image.Photograph;
import dev.lutra.image.TestImages;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhotographControllerTest extends ServiceTest {

    private static final long SEED = 15;

    private HttpResponse<byte[]> post(String path, String type, byte[] body) {
        return send(request(path, "Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private Lut3d cube(String path) throws IOException {
        return LutFormats.read("x.cube", new ByteArrayInputStream(get(path).body()), FormatLimits.DEFAULT)
                .lut();
    }

    /** Every code is the one that the look's own file gives. */
    @ParameterizedTest
    @CsvSource({
        "PNG, 3, 16, /luts/kodak-portra-160/apply, /luts/kodak-portra-160.cube",
        "PNG, 4, 8, /luts/ilford-hp5/apply?strength=0.5, /luts/ilford-hp5.cube?strength=0.5",
        "TIFF, 3, 16, /luts/1/apply?from=network, /luts/1.cube?from=network",
        "TIFF, 3, 8, /luts/blend/apply?mix=0:1;1:3, /luts/blend.cube?mix=0:1;1:3"
    })
    void appliesTheLook(ImageType type, int channels, int depth, String path, String cube) throws IOException {
        byte[] file = TestImages.write(type, 73, 51, channels, depth);
        HttpResponse<byte[]> answer = post(path.replace(';', ','), type.mediaType(), file);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(type.mediaType());
        assertThat(header(answer, "Content-Disposition")).contains("attachment", "." + type.extension());
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().firstValue("Lutra-Warnings")).isEmpty();
        Raster before = TestImages.read(file);
        Raster after = TestImages.read(answer.body());
        assertThat(after.getNumBands()).isEqualTo(channels);
        Lut3d look = cube(cube.replace(';', ','));
        int max = (1 << depth) - 1;
        var out = new float[3];
        for (int y = 0; y < 51; y++) {
            for (int x = 0; x < 73; x++) {
                int[] from = before.getPixel(x, y, (int[]) null);
                int[] to = after.getPixel(x, y, (int[]) null);
                Interpolation.TETRAHEDRAL.apply(
                        look, (float) from[0] / max, (float) from[1] / max, (float) from[2] / max, out, 0);
                for (int channel = 0; channel < 3; channel++) {
                    // The text of the file has fewer digits than the service computes with.
                    assertThat(to[channel]).isCloseTo(CodeValue.round(out[channel], max), within(1));
                }
            }
        }
    }

    /** Log footage through a shaper: the lattice spans 0…1, as the image does. */
    @Test
    void appliesLooksOfOtherInputsOverImages() throws IOException {
        byte[] file = TestImages.write(ImageType.PNG, 40, 30, 3, 16);
        HttpResponse<byte[]> answer = post("/luts/log-to-hdr/apply", "image/png", file);
        assertThat(answer.statusCode()).isEqualTo(200);
        Raster before = TestImages.read(file);
        Raster after = TestImages.read(answer.body());
        Raster hald =
                TestImages.read(get("/luts/log-to-hdr.png?res=64&depth=16").body());
        var lattice = new float[3 * 64 * 64 * 64];
        for (int i = 0; i < 64 * 64 * 64; i++) {
            for (int channel = 0; channel < 3; channel++) {
                lattice[3 * i + channel] = hald.getSample(i % 512, i / 512, channel) / 65535f;
            }
        }
        var look = new Lut3d(64, RgbBox.UNIT, lattice);
        var out = new float[3];
        for (int x = 0; x < 40; x++) {
            int[] from = before.getPixel(x, 9, (int[]) null);
            Interpolation.TETRAHEDRAL.apply(look, from[0] / 65535f, from[1] / 65535f, from[2] / 65535f, out, 0);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(after.getSample(x, 9, channel) / 65535f).isCloseTo(out[channel], within(0.01f));
            }
        }
    }

    @Test
    void keepsTheOrientationOfAJpeg() {
        byte[] file = TestImages.write(ImageType.JPEG, 64, 48, 3, 8);
        byte[] exif = TestImages.exif(6, true);
        byte[] name = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] turned = TestImages.withSegment(file, 0xE1, name, exif);
        HttpResponse<byte[]> answer = post("/luts/1/apply?quality=90", "image/jpeg", turned);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Lutra-Warnings"))
                .isEqualTo("\"the preview in the Exif data was left out, because it shows the image as it was\"");
        Photograph shown = ImageFile.open(answer.body(), TestImages.LIMITS).decode();
        assertThat(shown.width()).isEqualTo(48);
        assertThat(ImageFile.open(answer.body(), TestImages.LIMITS).width()).isEqualTo(64);
        byte[] larger = post("/luts/1/apply?quality=100", "image/jpeg", turned).body();
        assertThat(larger).hasSizeGreaterThan(answer.body().length);
    }

    @ParameterizedTest
    @CsvSource({
        "/luts/nobody/apply, image/png, 404, lut-not-found",
        "/luts/1/apply?strength=-1, image/png, 422, invalid-parameters",
        "/luts/1/apply?quality=0, image/png, 422, invalid-parameters",
        "/luts/1/apply?width=3, image/png, 400, unknown-parameter",
        "/luts/1/apply, image/jpeg, 415, image-mismatched",
        "/luts/1/apply, image/gif, 415, unsupported-media-type",
        "/luts/1/apply, text/plain, 415, unsupported-media-type",
        "/luts/1/apply, image/*, 400, bad-request",
        "/luts/1/apply, */*, 400, bad-request",
        "/luts/blend/apply?mix=nobody:1, image/png, 422, invalid-parameters"
    })
    void namesTheFault(String path, String type, int status, String code) {
        HttpResponse<byte[]> refused = post(path, type, TestImages.write(ImageType.PNG, 9, 9, 3, 8));
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(json(refused).get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void refusesHugeImagesByTheirHeaders() {
        byte[] file = TestImages.write(ImageType.PNG, 9, 9, 3, 8);
        byte[] header = new byte[13];
        System.arraycopy(file, 16, header, 0, 13);
        header[0] = 0;
        header[2] = 100;
        header[6] = 100;
        byte[] whole = TestImages.withChunk(file, "IHDR", header);
        // The made header comes second; without the first one it is the header.
        byte[] huge = new byte[whole.length - 25];
        System.arraycopy(whole, 0, huge, 0, 8);
        System.arraycopy(whole, 33, huge, 8, huge.length - 8);
        HttpResponse<byte[]> refused = post("/luts/1/apply", "image/png", huge);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused).get("code").stringValue()).isEqualTo("image-too-large");
    }

    @Test
    void refusesLongBodies() {
        // A client that asks first sends nothing in vain.
        HttpResponse<byte[]> refused = send(request("/luts/1/apply", "Content-Type", "image/png")
                .expectContinue(true)
                .POST(BodyPublishers.ofByteArray(new byte[(128 << 20) + 1])));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused).get("code").stringValue()).isEqualTo("request-too-large");
    }

    /** Some hundred damaged files: none of them is the fault of the service. */
    @ParameterizedTest
    @EnumSource(ImageType.class)
    void answersDamagedFilesWithProblems(ImageType type) {
        byte[] file = TestImages.write(type, 64, 48, 3, 8);
        var random = new Random(SEED);
        for (int i = 0; i < 70; i++) {
            byte[] damaged = file.clone();
            for (int k = 0; k < 3; k++) {
                damaged[random.nextInt(i % 2 == 0 ? 200 : file.length)] = (byte) random.nextInt(256);
            }
            byte[] sent = i % 7 == 0 ? Arrays.copyOf(damaged, random.nextInt(file.length)) : damaged;
            HttpResponse<byte[]> answer = post("/luts/1/apply", type.mediaType(), sent);
            assertThat(answer.statusCode()).as("seed %d, file %d", SEED, i).isIn(200, 413, 415, 422);
            if (answer.statusCode() != 200) {
                assertThat(json(answer).get("code").stringValue()).startsWith("image-");
            }
        }
    }

    @Test
    void answersManyAtTheSameTime() throws Exception {
        byte[] file = TestImages.write(ImageType.JPEG, 400, 300, 3, 8);
        byte[] wanted = post("/luts/1/apply", "image/jpeg", file).body();
        List<Callable<HttpResponse<byte[]>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> post("/luts/1/apply", "image/jpeg", file));
        }
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<byte[]>> call : callers.invokeAll(calls)) {
                assertThat(call.get().body()).isEqualTo(wanted);
            }
        }
    }

    /** Whoever goes away leaves nothing behind: more of them than there are places for, one after another. */
    @Test
    void freesPlacesOfClientsThatGoAway() throws IOException {
        byte[] file = TestImages.write(ImageType.PNG, 1500, 1000, 3, 16);
        for (int i = 0; i < 10; i++) {
            try (var client = new RawClient(address())) {
                client.send(
                        "POST /luts/1/apply HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: "
                                + file.length + "\r\n\r\n");
                // Half of them go away while they send, the others before the answer.
                int sent = i % 2 == 0 ? file.length / 2 : file.length;
                client.send(new String(file, 0, sent, StandardCharsets.ISO_8859_1));
            }
        }
        byte[] small = TestImages.write(ImageType.PNG, 40, 30, 3, 8);
        Waiting.until(
                "a place for a photograph",
                () -> post("/luts/1/apply", "image/png", small),
                answer -> answer.statusCode() == 200);
    }
}
