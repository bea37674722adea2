package dev.lutra.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.Waiting;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.library.upload.TestUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is delivered of looks that a network alone gets wrong, once the model holds them. */
class PromiseTest extends ServiceTest {

    private static final float CODE = 1 / 255f;
    private static final float ROUNDING = 2e-6f;

    /** A colour map and its name. */
    record Look(String id, int size, Map map) {

        interface Map {
            void apply(float[] rgb, int at);
        }

        Lut3d lut() {
            Lut3d lut = Lut3d.identity(size);
            for (int i = 0; i < lut.lattice().length; i += 3) {
                map.apply(lut.lattice(), i);
            }
            return lut;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Look> looks() {
        return Stream.of(
                new Look("promised-identity", 21, (rgb, at) -> {}),
                new Look("promised-negative", 9, (rgb, at) -> each(rgb, at, value -> 1 - value)),
                new Look("promised-contrast", 33, (rgb, at) -> each(rgb, at, value -> value * value * (3 - 2 * value))),
                new Look("promised-luma", 17, PromiseTest::toLuma),
                new Look("promised-threshold", 17, (rgb, at) -> each(rgb, at, value -> value < 0.4f ? 0 : 1)),
                new Look(
                        "promised-log-to-linear",
                        33,
                        (rgb, at) -> each(rgb, at, value -> (float) (0.02 * (Math.pow(2, 9 * value) - 1)))));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void isKeptAtTheLooksOwnSizeAndAt33(Look look) throws IOException {
        Lut3d source = upload(look, "0.5/2");
        JsonNode lut = json(get("/luts/" + look.id));
        assertThat(lut.get("model").stringValue()).isEqualTo("film");
        assertThat(lut.get("accuracy").stringValue()).isEqualTo("0.5/2");
        assertThat(lut.at("/bytes/detail").intValue()).isPositive();
        for (int size : new int[] {look.size, 33}) {
            Lut3d delivered = cube("/luts/%s.cube?res=%d".formatted(look.id, size));
            Lut3d wanted = source.resample(size);
            var meter = new FidelityMeter();
            meter.add(wanted.lattice(), delivered.lattice(), delivered.points());
            assertThat(meter.result().deltaE76().mean()).isLessThanOrEqualTo(0.5);
            assertThat(meter.result().deltaE76().p99()).isLessThanOrEqualTo(2);
            requireGreys(wanted, delivered);
        }
        HttpResponse<byte[]> answer = get("/luts/%s.cube?res=5".formatted(look.id));
        assertThat(header(answer, "Lutra-Delta-E")).matches("mean=[0-9.]+, p99=[0-9.]+, max=[0-9.]+");
        delete(look.id);
    }

    @Test
    void aBlackAndWhiteLookIsGreyWhereverItIsReadAndHoweverItIsMixed() throws IOException {
        Look luma = looks().filter(look -> look.id.equals("promised-luma"))
                .findFirst()
                .orElseThrow();
        upload(luma, "0.5/2");
        for (String path : new String[] {
            ".cube?res=17", ".cube?res=33", ".cube?res=50", ".cube?res=33&strength=1", ".cube?res=9&model=film"
        }) {
            float[] values = cube("/luts/" + luma.id + path).lattice();
            for (int i = 0; i < values.length; i += 3) {
                assertThat(values[i]).isEqualTo(values[i + 1]).isEqualTo(values[i + 2]);
            }
        }
        Lut3d bare = cube("/luts/%s.cube?res=9&from=network".formatted(luma.id));
        assertThat(bare.lattice())
                .isNotEqualTo(cube("/luts/%s.cube?res=9".formatted(luma.id)).lattice());
        assertThat(header(get("/luts/%s.cube?from=network".formatted(luma.id)), "Lutra-Delta-E"))
                .isEmpty();
        delete(luma.id);
    }

    @Test
    void losslessGivesTheSourcesOwnValues() throws IOException {
        var look = new Look(
                "promised-lossless", 17, (rgb, at) -> each(rgb, at, value -> Math.round(255 * value * value) / 255f));
        Lut3d source = upload(look, "lossless");
        assertThat(cube("/luts/%s.cube?res=17".formatted(look.id)).lattice())
                .usingComparatorWithPrecision(ROUNDING)
                .containsExactly(source.lattice());
        assertThat(header(get("/luts/%s.cube?res=17".formatted(look.id)), "Lutra-Delta-E"))
                .isEqualTo("mean=0.0, p99=0.0, max=0.0");
        assertThat(send(authorized("/luts/%s/source".formatted(look.id)).DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(cube("/luts/%s.cube?res=17".formatted(look.id)).lattice())
                .usingComparatorWithPrecision(ROUNDING)
                .containsExactly(source.lattice());
        delete(look.id);
    }

    @Test
    void noPromiseLeavesTheLookToItsSource() throws IOException {
        var look = new Look("promised-nothing", 9, (rgb, at) -> each(rgb, at, value -> 1 - value));
        Lut3d source = upload(look, "none");
        JsonNode lut = json(get("/luts/" + look.id));
        assertThat(lut.get("model").isNull()).isTrue();
        assertThat(cube("/luts/%s.cube?res=9".formatted(look.id)).lattice())
                .usingComparatorWithPrecision(ROUNDING)
                .containsExactly(source.lattice());
        assertThat(json(get("/luts/%s?model=film".formatted(look.id)))
                        .at("/bytes/detail")
                        .intValue())
                .isZero();
        assertThat(get("/luts/%s.cube?from=network".formatted(look.id)).statusCode())
                .isEqualTo(200);
        delete(look.id);
    }

    @Test
    void saysWhatAnAccuracyIs() {
        for (String wrong : new String[] {"exact", "2/1", "0.5", "0.01/0.1", "1/1000", "NaN/NaN"}) {
            var form = new Multipart()
                    .file("file", "a.cube", TestUploads.cube(Lut3d.identity(2)))
                    .field("accuracy", wrong);
            HttpResponse<byte[]> refused =
                    send(authorized("/luts", "Content-Type", form.contentType()).POST(form.body()));
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(json(refused).at("/errors/0/field").stringValue()).isEqualTo("accuracy");
            assertThat(json(refused).at("/errors/0/detail").stringValue()).contains("0.5/2", "lossless", "none");
        }
    }

    private Lut3d upload(Look look, String accuracy) {
        Lut3d source = look.lut();
        var form = new Multipart()
                .file("file", look.id + ".cube", TestUploads.cube(source))
                .field("accuracy", accuracy);
        HttpResponse<byte[]> answer =
                send(authorized("/luts", "Content-Type", form.contentType()).POST(form.body()));
        assertThat(answer.statusCode()).isEqualTo(201);
        String job = json(answer).at("/links/job").stringValue();
        JsonNode ended = Waiting.until(
                job, () -> json(get(job)), state -> !state.get("finishedAt").isNull());
        assertThat(ended.get("state").stringValue()).isEqualTo("SUCCEEDED");
        return source;
    }

    private void delete(String id) {
        assertThat(send(authorized("/luts/" + id).DELETE()).statusCode()).isEqualTo(204);
    }

    private Lut3d cube(String path) throws IOException {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return LutFormats.read("delivered.cube", new ByteArrayInputStream(answer.body()), FormatLimits.DEFAULT)
                .lut();
    }

    private static void requireGreys(Lut3d wanted, Lut3d delivered) {
        int size = wanted.size();
        var black = new float[3];
        var expected = new float[3];
        for (int i = 0; i < size; i++) {
            float grey = i / (size - 1f);
            Interpolation.TETRAHEDRAL.apply(delivered, grey, grey, grey, black, 0);
            Interpolation.TETRAHEDRAL.apply(wanted, grey, grey, grey, expected, 0);
            float most = (i == 0 || i == size - 1 ? 0.5f : 1) * CODE + 1e-4f;
            for (int channel = 0; channel < 3; channel++) {
                assertThat(black[channel]).isBetween(expected[channel] - most, expected[channel] + most);
            }
        }
    }

    private static void toLuma(float[] rgb, int at) {
        float luma = 0.2126f * rgb[at] + 0.7152f * rgb[at + 1] + 0.0722f * rgb[at + 2];
        each(rgb, at, value -> luma);
    }

    private interface Curve {
        float of(float value);
    }

    private static void each(float[] rgb, int at, Curve curve) {
        for (int i = at; i < at + 3; i++) {
            rgb[i] = curve.of(rgb[i]);
        }
    }
}
