package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.Waiting;
import dev.lutra.color.Curve;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Shaper;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A look with a shaper: linear light over 0…16 through a logarithm of 4,096 points, then a lattice of 17. */
class ShaperTest extends ServiceTest {

    private static final int CODES = 255;
    private static final int OCTAVES = 12;
    private static final int POINTS = 4096;
    private static final int SIZE = 17;

    @AfterEach
    void delete() {
        send(authorized("/luts/shaped").DELETE());
    }

    /** What the file says, straight between its points: its curve, then the greys of its lattice. */
    private static double look(double linear, double gamma) {
        double place = linear / 16 * (POINTS - 1);
        double shaped =
                between(log(16 * Math.floor(place) / (POINTS - 1)), log(16 * Math.ceil(place) / (POINTS - 1)), place);
        double node = shaped * (SIZE - 1);
        return between(
                Math.pow(Math.floor(node) / (SIZE - 1), gamma), Math.pow(Math.ceil(node) / (SIZE - 1), gamma), node);
    }

    private static double between(double low, double high, double place) {
        return low + (high - low) * (place - Math.floor(place));
    }

    private static double log(double linear) {
        return Math.log(1 + 1000 * Math.clamp(linear, 0, 16)) / Math.log(1 + 16000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?dialect=resolve", "?dialect=resolve&res=17", "?dialect=resolve&from=source"})
    void isRightToOneCodeWhereTheFormatKeepsIt(String query) throws IOException {
        upload(file(1.0));

        LutFile file = read(get("/luts/shaped.cube" + query));

        assertThat(file.shaper()).isNotNull();
        assertThat(file.inputs().max().red()).isEqualTo(16);
        assertGreys(file, linear -> look(linear, 1), 0.5 / CODES);
    }

    @Test
    void isKeptByTheModelThatEncodesIt() throws IOException {
        upload(file(0.8), "encode", "true");
        Waiting.until(
                "the encoding",
                () -> json(get("/luts/shaped")),
                lut -> lut.at("/model").isString());

        LutFile file = read(get("/luts/shaped.cube?dialect=resolve&res=17"));

        assertThat(file.shaper()).isNotNull();
        assertGreys(file, linear -> look(linear, 0.8), 2.5 / CODES);
    }

    @Test
    void keepsCurvesWithoutALattice() throws IOException {
        String curve = new String(file(1.0), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.contains("_3D_"))
                .limit(POINTS + 2)
                .collect(Collectors.joining("\n"));
        upload(curve.getBytes(StandardCharsets.US_ASCII), "encode", "true");
        Waiting.until(
                "the encoding",
                () -> json(get("/luts/shaped")),
                lut -> lut.at("/model").isString());

        assertGreys(read(get("/luts/shaped.cube?dialect=resolve")), linear -> look(linear, 1), 1.0 / CODES);
        HttpResponse<byte[]> clf = get("/luts/shaped.clf");
        LutFile file = LutFormats.read("a.clf", new ByteArrayInputStream(clf.body()), FormatLimits.DEFAULT);
        assertGreys(file, linear -> look(linear, 1), 1.0 / CODES);
    }

    @Test
    void isMixedWithItsInputs() throws IOException {
        upload(file(1.0));

        LutFile file = read(get("/luts/shaped.cube?dialect=resolve&strength=0.5&res=65"));

        assertGreys(file, linear -> (look(linear, 1) + linear) / 2, 0.06);
        assertThat(at(file, 0.18f)).isCloseTo((float) (log(0.18) + 0.18) / 2, within(0.004f));
    }

    @Test
    void tellsWhatSamplingLoses() throws IOException {
        upload(file(1.0));

        HttpResponse<byte[]> sampled = get("/luts/shaped.cube?res=33");

        assertThat(header(sampled, "Lutra-Warnings"))
                .isEqualTo("\"the shaper of 4096 points was sampled at 33; csp, clf and cube with dialect=resolve"
                        + " keep it\"");
        double lost = mean(sampled);
        assertThat(lost).isGreaterThan(5);
        assertThat(mean(get("/luts/shaped.cube?res=129"))).isBetween(1.0, lost);
        assertThat(read(sampled).inputs().max().red()).isEqualTo(16);
        assertThat(header(get("/luts/shaped.cube?dialect=resolve"), "Lutra-Warnings"))
                .isEmpty();
        HttpResponse<byte[]> hald = get("/luts/shaped.png");
        assertThat(header(hald, "Lutra-Warnings")).contains("inputs from 0.0 to 16.0");
        LutFile image = LutFormats.read("a.png", new ByteArrayInputStream(hald.body()), FormatLimits.DEFAULT);
        assertThat(at(image, 1)).isCloseTo((float) log(1), within(1f / CODES));
    }

    @Test
    void isShownAndGivenBack() {
        byte[] file = file(1.0);
        upload(file);

        String lut = text(get("/luts/shaped"));

        assertThat(lut).contains("\"inputs\":{\"min\":[0.0,0.0,0.0],\"max\":[16.0,16.0,16.0],\"shaper\":4096}");
        assertThat(get("/luts/shaped.cube?from=source").body()).isEqualTo(file);
    }

    @Test
    void isInvertedThroughItsShaper() throws IOException {
        upload(file(1.0));

        assertThat(text(get("/luts/shaped/inverse"))).contains("roundTrip");
        LutFile inverse = read(get("/luts/shaped/inverse.cube?res=65"));

        for (double linear : new double[] {0.02, 0.18, 1, 8}) {
            // Between two points the exponential of 65 steps of the logarithm is straight.
            assertThat((double) at(inverse, (float) log(linear))).isCloseTo(linear, within(0.05 * linear));
        }
    }

    @Test
    void isBlendedByItsOutputs() throws IOException {
        upload(file(1.0));
        HttpResponse<byte[]> answer = get("/luts/blend.cube?res=33&mix=shaped:0.5,shaped:0.5");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(get("/luts/blend.cube?mix=shaped:0.5,kodak-portra-160:0.5").statusCode())
                .isEqualTo(422);
    }

    private static void assertGreys(LutFile file, DoubleUnaryOperator look, double tolerance) {
        for (double linear = 16; linear >= Math.pow(2, -OCTAVES); linear /= Math.sqrt(2)) {
            assertThat((double) at(file, (float) linear))
                    .as("at %s", linear)
                    .isCloseTo(look.applyAsDouble((float) linear), within(tolerance));
        }
    }

    private static float at(LutFile file, float grey) {
        var color = new float[] {grey, grey, grey};
        Shaper shaper = file.shaper();
        if (shaper != null) {
            shaper.apply(color, color, 1);
        }
        Interpolation.TETRAHEDRAL.apply(file.lut(), color, color, 1);
        return color[1];
    }

    private static double mean(HttpResponse<byte[]> answer) {
        String deltaE = header(answer, "Lutra-Delta-E");
        return Double.parseDouble(deltaE.substring("mean=".length(), deltaE.indexOf(',')));
    }

    private void upload(byte[] file, String... fields) {
        var upload = new Multipart().file("file", "shaped.cube", file);
        upload.field("encode", fields.length == 0 ? "false" : fields[1]);
        HttpResponse<byte[]> answer =
                send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    }

    private static LutFile read(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return LutFormats.read("x.cube", new ByteArrayInputStream(answer.body()), FormatLimits.DEFAULT);
    }

    private static byte[] file(double gamma) {
        Curve log = Curve.uniform(0, 16, outputs(POINTS));
        var text = new StringBuilder("""
                LUT_1D_SIZE %d
                LUT_1D_INPUT_RANGE 0 16
                LUT_3D_SIZE 17
                LUT_3D_INPUT_RANGE 0 1
                """.formatted(POINTS));
        for (float output : log.outputs()) {
            text.append(row(output, output, output));
        }
        for (int i = 0; i < 17 * 17 * 17; i++) {
            text.append(row(
                    Math.pow(i % 17 / 16.0, gamma),
                    Math.pow(i / 17 % 17 / 16.0, gamma),
                    Math.pow(Math.floorDiv(i, 17 * 17) / 16.0, gamma)));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static float[] outputs(int points) {
        var outputs = new float[points];
        for (int i = 0; i < points; i++) {
            outputs[i] = (float) log(16.0 * i / (points - 1));
        }
        return outputs;
    }

    private static String row(double red, double green, double blue) {
        return String.format(Locale.ROOT, "%.6f %.6f %.6f%n", red, green, blue);
    }
}
