package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Interpolation;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each process node, against values that were computed by hand from its formula. */
class ClfNodesTest {

    private static final String DEPTHS = " inBitDepth=\"32f\" outBitDepth=\"32f\"";

    /** Maps inputs 0…1 to −1…1, for nodes that treat negative values in a way of their own. */
    private static final String TO_NEGATIVE = "<Range" + DEPTHS + " style=\"noClamp\"><minInValue>0</minInValue>"
            + "<maxInValue>1</maxInValue><minOutValue>-1</minOutValue><maxOutValue>1</maxOutValue></Range>";

    static LutFile read(String nodes) {
        String file = "<?xml version=\"1.0\"?><ProcessList compCLFversion=\"3\" id=\"a\" name=\"A look\">" + nodes
                + "</ProcessList>";
        return TestFiles.read(LutFormats.CLF, file.getBytes(StandardCharsets.UTF_8), FormatLimits.DEFAULT);
    }

    static float[] apply(LutFile file, double red, double green, double blue) {
        float[] rgb = {(float) red, (float) green, (float) blue};
        if (file.shaper() != null) {
            Objects.requireNonNull(file.shaper()).apply(rgb, rgb, 1);
        }
        Interpolation.TETRAHEDRAL.apply(file.lut(), rgb, rgb, 1);
        return rgb;
    }

    private static float grey(String nodes, double input) {
        return apply(read(nodes), input, input, input)[1];
    }

    @ParameterizedTest
    @CsvSource({"3 3, 0", "3 4, 40.95", "3 3 3, 0"})
    void multipliesByAMatrix(String dim, double offset) {
        String fourth = dim.equals("3 4") ? " " + offset : "";
        LutFile file = read(
                "<Matrix inBitDepth=\"10i\" outBitDepth=\"12i\"><Array dim=\"%s\">3.6 .1 -.2%s\n0.2 35e-1 +.1%s 0.1 -0.3 3.4%s</Array></Matrix>"
                        .formatted(dim, fourth, fourth, fourth));

        double shift = offset / 4095;
        assertThat(apply(file, 0.2, 0.5, 0.7))
                .containsExactly(
                        new float[] {
                            (float) (0.63 * 1023 / 4095 + shift),
                            (float) (1.86 * 1023 / 4095 + shift),
                            (float) (2.25 * 1023 / 4095 + shift)
                        },
                        within(2e-7f));
        assertThat(file.lut().size()).isEqualTo(2);
    }

    @Test
    void leavesAlphaOutOfAMatrix() {
        String rows = "1 0 0 0 .5  0 2 0 0 0  0 0 1 0 0  0 0 0 1 0";

        LutFile file = read("<Matrix%s><Array dim=\"4 5\">%s</Array></Matrix>".formatted(DEPTHS, rows));

        assertThat(apply(file, 0.25, 0.25, 0.25)).containsExactly(new float[] {0.75f, 0.5f, 0.25f}, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({
        "Clamp,   0.5, 0.25, 0",
        "Clamp,   0.5, 0.75, 0.5",
        "Clamp,   0.5, 1,    0.75",
        "noClamp, 0.5, 0.75, 0.5",
        "noClamp, 0,   0.25, 0.25"
    })
    void mapsARange(String style, double minIn, double input, double output) {
        String node =
                "<Range%s style=\"%s\"><minInValue>%s</minInValue><maxInValue>1</maxInValue><minOutValue>%s</minOutValue><maxOutValue>%s</maxOutValue></Range>"
                        .formatted(DEPTHS, style, minIn, minIn == 0 ? 0 : 0.25, minIn == 0 ? 1 : 0.75);
        double expected = minIn == 0 ? output : input <= 0.5 ? 0.25 : 0.25 + (input - 0.5);
        assertThat(grey(node, input)).isCloseTo((float) expected, within(1e-6f));
    }

    @Test
    void limitsOneEndOfARange() {
        String lower =
                "<Range inBitDepth=\"8i\" outBitDepth=\"10i\"><minInValue>51</minInValue><minOutValue>204.6</minOutValue></Range>";
        String upper = "<Range%s><maxInValue>.5</maxInValue><maxOutValue>.5</maxOutValue></Range>".formatted(DEPTHS);

        assertThat(grey(lower, 0.1)).isCloseTo(0.2f, within(1e-5f));
        assertThat(grey(lower, 0.6)).isCloseTo(0.6f, within(1e-5f));
        assertThat(grey(upper, 0.6)).isCloseTo(0.5f, within(1e-5f));
        assertThat(grey(upper, 0.4)).isCloseTo(0.4f, within(1e-5f));
    }

    @ParameterizedTest
    @CsvSource({
        "log10,          '',                                  5,        0.698970",
        "log2,           '',                                  1.5,      0.584963",
        "antiLog10,      '',                                  0.5,      3.162278",
        "antiLog2,       '',                                  0.5,      1.414214",
        // The Cineon curve of film scanners: grey of 18 % is 0.4573.
        "linToLog,       CINEON,                              0.18,     0.457320",
        "logToLin,       CINEON,                              0.457320, 0.18",
        // ACEScct (S-2016-001): a log, and a straight line below 0.0078125.
        "cameraLinToLog, ACESCCT,                             0.18,     0.413588",
        "cameraLinToLog, ACESCCT,                             0.005,    0.125607",
        "cameraLogToLin, ACESCCT,                             0.413588, 0.18",
        "cameraLogToLin, ACESCCT,                             0.125607, 0.005"
    })
    void computesLogarithms(String style, String name, double input, double output) {
        String parameters = switch (name) {
            case "CINEON" ->
                "<LogParams logSideSlope=\"0.29325513196\" logSideOffset=\"0.66959921799\" linSideSlope=\"0.98920224838\" linSideOffset=\"0.01079775162\" base=\"10\"/>";
            case "ACESCCT" ->
                "<LogParams logSideSlope=\"0.05707762557\" logSideOffset=\"0.5547945205\" linSideBreak=\"0.0078125\"/>";
            default -> "";
        };
        String node = "<Log%s style=\"%s\">%s</Log>".formatted(DEPTHS, style, parameters);

        assertThat(grey(node, input)).isCloseTo((float) output, within(3e-6f));
    }

    @ParameterizedTest
    @CsvSource({
        "basicFwd,          0.5,  0.217638",
        "basicRev,          0.5,  0.729740",
        "basicMirrorFwd,    0.5,  0.217638",
        "basicMirrorFwd,   -0.5, -0.217638",
        "basicMirrorRev,   -0.5, -0.729740",
        "basicFwd,         -0.5,  0",
        "basicPassThruFwd, -0.5, -0.5",
        "basicPassThruRev, -0.5, -0.5",
        "basicPassThruRev,  0.5,  0.729740"
    })
    void computesPowers(String style, double input, double output) {
        String node = TO_NEGATIVE
                + "<Exponent%s style=\"%s\"><ExponentParams exponent=\"2.2\"/></Exponent>".formatted(DEPTHS, style);

        assertThat(grey(node, (input + 1) / 2)).isCloseTo((float) output, within(3e-6f));
    }

    /** The curve of sRGB (IEC 61966-2-1): its straight part has the slope 1 / 12.92. */
    @ParameterizedTest
    @CsvSource({
        "monCurveFwd,        0.5,     0.214041",
        "monCurveFwd,        0.02,    0.001548",
        "monCurveFwd,       -0.5,    -0.038700",
        "monCurveRev,        0.214041, 0.5",
        "monCurveRev,        0.001548, 0.02",
        "monCurveMirrorFwd, -0.5,    -0.214041",
        "monCurveMirrorRev, -0.214041, -0.5"
    })
    void computesMonitorCurves(String style, double input, double output) {
        String node = TO_NEGATIVE
                + "<Exponent%s style=\"%s\"><ExponentParams exponent=\"2.4\" offset=\"0.055\"/></Exponent>"
                        .formatted(DEPTHS, style);

        assertThat(grey(node, (input + 1) / 2)).isCloseTo((float) output, within(1e-5f));
    }

    @Test
    void leavesAChannelWithoutExponentAsItIs() {
        LutFile file =
                read("<Gamma%s style=\"basicFwd\"><GammaParams channel=\"G\" gamma=\"2\"/></Gamma>".formatted(DEPTHS));

        assertThat(apply(file, 0.5, 0.5, 0.5)).containsExactly(new float[] {0.5f, 0.25f, 0.5f}, within(1e-6f));
    }

    @Test
    void takesAMonitorCurveOfNothingAsTheIdentity() {
        String node = "<Exponent%s style=\"monCurveFwd\"><ExponentParams exponent=\"1\" offset=\"0\"/></Exponent>"
                .formatted(DEPTHS);

        assertThat(grey(node, 0.3)).isCloseTo(0.3f, within(1e-5f));
    }

    private static String decision(String style, String saturation) {
        return ("<ASC_CDL%s style=\"%s\"><SOPNode><Slope>1.35 1.1 0.71</Slope><Offset>0.05 -0.23 0.11</Offset>"
                        + "<Power>0.93 0.81 1.27</Power></SOPNode>%s</ASC_CDL>")
                .formatted(
                        DEPTHS,
                        style,
                        saturation.isEmpty() ? "" : "<SatNode><Saturation>" + saturation + "</Saturation></SatNode>");
    }

    @Test
    void gradesWithSlopeOffsetAndPower() {
        float[] graded = {0.346570f, 0.397347f, 0.530462f};

        assertThat(apply(read(decision("Fwd", "")), 0.2, 0.5, 0.7)).containsExactly(graded, within(1e-5f));
        assertThat(apply(read(decision("v1.2_Rev", "")), graded[0], graded[1], graded[2]))
                .containsExactly(new float[] {0.2f, 0.5f, 0.7f}, within(1e-5f));
    }

    @Test
    void gradesWithSaturation() {
        LutFile file = read(decision("Fwd", "1.239"));

        assertThat(apply(file, 0.2, 0.5, 0.7))
                .containsExactly(new float[] {0.334718f, 0.397630f, 0.562548f}, within(0.5f / 255));
        assertThat(file.warnings()).anyMatch(warning -> warning.startsWith("this approximates the file"));
    }

    @ParameterizedTest
    @CsvSource({"Fwd, 0.2, 0", "FwdNoClamp, 0.2, -0.3", "FwdNoClamp, 1, 0.25", "RevNoClamp, 0.25, 1"})
    void clampsAGradeOrNot(String style, double input, double output) {
        String node =
                "<ASC_CDL%s style=\"%s\"><SOPNode><Slope>1 1 1</Slope><Offset>-.5 -.5 -.5</Offset><Power>2 2 2</Power></SOPNode></ASC_CDL>"
                        .formatted(DEPTHS, style);

        assertThat(grey(node, input)).isCloseTo((float) output, within(2e-6f));
    }

    @Test
    void keepsTheCurvesOfALut1d() {
        LutFile file = read(
                "<LUT1D inBitDepth=\"8i\" outBitDepth=\"10i\"><Array dim=\"3 3\">0 1023 0\n 102.3 0 0\n 1023 0 -1023</Array></LUT1D>");

        assertThat(file.title()).isEqualTo("A look");
        assertThat(file.warnings()).isEmpty();
        assertThat(Objects.requireNonNull(file.shaper()).points()).isEqualTo(3);
        assertThat(apply(file, 0.75, 0.25, 1)).containsExactly(new float[] {0.55f, 0.5f, -1}, within(1e-6f));
    }

    @Test
    void readsALut1dOfHalfPrecision() {
        String patterns = IntStream.range(0, 65536)
                .mapToObj(i -> Integer.toString(i == 0x3C00 ? 0x4000 : i))
                .collect(Collectors.joining("\n"));
        LutFile file = read(
                "<LUT1D inBitDepth=\"16f\" outBitDepth=\"16f\" halfDomain=\"true\" rawHalfs=\"true\"><Array dim=\"65536 1\">%s</Array></LUT1D>"
                        .formatted(patterns));

        assertThat(file.inputs().max().red()).isEqualTo(65504f);
        assertThat(Objects.requireNonNull(file.shaper()).red().apply(1)).isEqualTo(2f);
        assertThat(Objects.requireNonNull(file.shaper()).red().apply(-0.3f)).isCloseTo(-0.3f, within(1e-6f));
        assertThat(Objects.requireNonNull(file.shaper()).red().apply(1000.25f)).isEqualTo(1000.25f);
    }

    @Test
    void followsAnIndexMap() {
        LutFile file = read(
                "<LUT1D inBitDepth=\"10i\" outBitDepth=\"32f\"><IndexMap dim=\"3\">64@0 502@1 940 @ 2</IndexMap><Array dim=\"3 1\">0 0.25 1</Array></LUT1D>");

        assertThat(apply(file, 64 / 1023.0, 502 / 1023.0, 721 / 1023.0))
                .containsExactly(new float[] {0, 0.25f, 0.625f}, within(1e-5f));
        assertThat(apply(file, 0, 1, 1)).containsExactly(new float[] {0, 1, 1}, within(1e-5f));
    }

    @Test
    void invertsALut1d() {
        LutFile file = read(
                "<InverseLUT1D inBitDepth=\"10i\" outBitDepth=\"32f\"><Array dim=\"3 1\">0 255.75 1023</Array></InverseLUT1D>");

        assertThat(apply(file, 0.125, 0.25, 0.625)).containsExactly(new float[] {0.25f, 0.5f, 0.75f}, within(1e-5f));
    }

    @Test
    void readsALatticeBlueFastest() {
        LutFile file = read(
                "<LUT3D%s interpolation=\"tetrahedral\"><Array dim=\"2 2 2 3\">0 0 0  1 0 0  2 0 0  3 0 0  4 0 0  5 0 0  6 0 0  7 0 0</Array></LUT3D>"
                        .formatted(DEPTHS));

        assertThat(apply(file, 1, 0, 0)[0]).isEqualTo(4f);
        assertThat(apply(file, 0, 1, 0)[0]).isEqualTo(2f);
        assertThat(apply(file, 0, 0, 1)[0]).isEqualTo(1f);
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void interpolatesAsStated() {
        String array = "<Array dim=\"2 2 2 3\">0 0 0  0 0 0  1 1 1  0 0 0  1 1 1  0 0 0  0 0 0  0 0 0</Array></LUT3D>";

        LutFile trilinear = read("<LUT3D%s interpolation=\"trilinear\">%s".formatted(DEPTHS, array));
        LutFile tetrahedral = read("<LUT3D%s>%s".formatted(DEPTHS, array));

        assertThat(apply(trilinear, 0.5, 0.5, 0)[0]).isCloseTo(0.5f, within(1e-6f));
        assertThat(trilinear.lut().size()).isEqualTo(65);
        assertThat(apply(tetrahedral, 0.5, 0.5, 0)[0]).isZero();
        assertThat(tetrahedral.lut().size()).isEqualTo(2);
    }

    @Test
    void passesOverABypassedNode() {
        LutFile file = read("<LUT1D%1$s><Array dim=\"2 1\">0 1</Array></LUT1D><Log%1$s style=\"log2\" bypass=\"true\"/>"
                .formatted(DEPTHS));

        assertThat(apply(file, 0.5, 0.5, 0.5)[0]).isEqualTo(0.5f);
        assertThat(file.warnings()).containsExactly("a node Log with bypass=\"true\" was passed over");
    }
}
