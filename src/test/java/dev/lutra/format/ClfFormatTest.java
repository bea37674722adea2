package dev.lutra.format;

import static dev.lutra.format.ClfNodesTest.apply;
import static dev.lutra.format.ClfNodesTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Curve;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How files are read as a whole, what is rejected, and what is written. */
class ClfFormatTest {

    private static final String F32 = " inBitDepth=\"32f\" outBitDepth=\"32f\"";
    private static final String IDENTITY = "<LUT3D" + F32
            + "><Array dim=\"2 2 2 3\">0 0 0  0 0 1  0 1 0  0 1 1  1 0 0  1 0 1  1 1 0  1 1 1</Array></LUT3D>";
    private static final String ACESCCT =
            "<LogParams logSideSlope=\"0.05707762557\" logSideOffset=\"0.5547945205\" linSideBreak=\"0.0078125\"/>";

    @Test
    void keepsALogarithmAsTheShaperOfItsLattice() {
        LutFile file = read("<Log%s style=\"cameraLinToLog\">%s</Log>%s".formatted(F32, ACESCCT, IDENTITY));

        assertThat(file.lut().size()).isEqualTo(2);
        assertThat(Objects.requireNonNull(file.shaper()).red().high()).isCloseTo(222.861f, within(0.01f));
        for (double stops = -12; stops < 7.8; stops += 0.1) {
            double linear = Math.pow(2, stops);
            double log = linear <= 0.0078125
                    ? 10.5402377416545 * linear + 0.0729055341958355
                    : (Math.log(linear) / Math.log(2) + 9.72) / 17.52;
            assertThat(apply(file, linear, linear, linear)[0]).isCloseTo((float) log, within(1e-5f));
        }
        assertThat(file.warnings())
                .hasSize(3)
                .anyMatch(warning -> warning.startsWith("Log became curves of "))
                .contains("LUT3D became a lattice of 2³ points", "inputs are limited to -0.00692 … 223");
    }

    @Test
    void keepsRangesOnTheirOwnInputs() {
        String matrix = "<Matrix%s><Array dim=\"3 4\">.5 0 0 .25 0 .5 0 .25 0 0 .5 .25</Array></Matrix>";

        LutFile file = read(matrix.formatted(F32) + IDENTITY);

        assertThat(file.shaper()).isNull();
        assertThat(file.lut().domain()).isEqualTo(new RgbBox(new Rgb(-0.5f, -0.5f, -0.5f), new Rgb(1.5f, 1.5f, 1.5f)));
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void putsALogarithmBehindAMatrixBeforeTheLattice() {
        String matrix = "<Matrix%s><Array dim=\"3 3\">.7 .2 .1 .1 .8 .1 .1 .1 .8</Array></Matrix>".formatted(F32);
        String log = "<Log%s style=\"cameraLinToLog\">%s</Log>".formatted(F32, ACESCCT);

        LutFile file = read(matrix + log + IDENTITY);

        assertThat(file.lut().size()).isEqualTo(65);
        assertThat(apply(file, 0.18, 0.18, 0.18))
                .containsExactly(new float[] {0.4136f, 0.4136f, 0.4136f}, within(1e-3f));
        double mixed = (Math.log(0.7 * 0.3 + 0.2 * 0.1 + 0.1 * 0.05) / Math.log(2) + 9.72) / 17.52;
        assertThat(apply(file, 0.3, 0.1, 0.05)[0]).isCloseTo((float) mixed, within(0.5f / 255));
        assertThat(file.warnings()).anyMatch(warning -> warning.startsWith("this approximates the file"));
    }

    @Test
    void bakesNodesBehindALattice() {
        String matrix = "<Matrix%s><Array dim=\"3 3\">0 1 0 0 0 1 2 0 0</Array></Matrix>".formatted(F32);

        LutFile file = read(IDENTITY + matrix);

        assertThat(file.lut().size()).isEqualTo(2);
        assertThat(apply(file, 0.1, 0.2, 0.3)).containsExactly(new float[] {0.2f, 0.3f, 0.2f}, within(1e-6f));
        assertThat(file.warnings()).containsExactly("LUT3D, Matrix became a lattice of 2³ points");
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of("not-xml", 1, "LUT_3D_SIZE 2"),
                Arguments.of("not-xml", 2, "<ProcessList>\n<Info></ProcessList>"),
                Arguments.of("not-xml", 1, ""),
                Arguments.of("root", 1, "<look/>"),
                Arguments.of("empty", 1, "<ProcessList/>"),
                Arguments.of("id", 1, "<ProcessList id=\"\"/>"),
                Arguments.of("version", 1, "<ProcessList compCLFversion=\"4\"/>"),
                Arguments.of("version", 1, "<ProcessList xmlns=\"http://www.smpte-ra.org/ns/2136-1/2025\"/>"),
                node("node", "<ExposureContrast%s/>"),
                node("node", "<InverseLUT3D%s/>"),
                node("node", "<Reference path=\"/etc/passwd\"/>"),
                node("bit-depth", "<Log inBitDepth=\"32f\" style=\"log2\"/>"),
                node("bit-depth", "<Log inBitDepth=\"32f\" outBitDepth=\"14i\" style=\"log2\"/>"),
                node("bit-depth", "<Log inBitDepth=\"32f\" outBitDepth=\"8i\" style=\"log2\"/><Log%s style=\"log2\"/>"),
                node("style", "<Log%s/>"),
                node("style", "<Log%s style=\"ln\"/>"),
                node("parameter", "<Log%s style=\"log2\"><LogParams base=\"2\"/></Log>"),
                node("parameter", "<Log%s style=\"linToLog\"><LogParams gamma=\"0.6\"/></Log>"),
                node("parameter", "<Log%s style=\"linToLog\"><LogParams base=\"1\"/></Log>"),
                node("parameter", "<Log%s style=\"linToLog\"><LogParams channel=\"R\" base=\"2\"/></Log>"),
                node("parameter", "<Log%s style=\"cameraLinToLog\"/>"),
                node("not-a-number", "<Log%s style=\"linToLog\"><LogParams base=\"0x2\"/></Log>"),
                node("missing", "<Exponent%s style=\"basicFwd\"/>"),
                node("style", "<Exponent%s style=\"gamma\"><ExponentParams exponent=\"2\"/></Exponent>"),
                node("parameter", "<Exponent%s style=\"basicFwd\"><ExponentParams exponent=\"0\"/></Exponent>"),
                node("parameter", "<Exponent%s style=\"monCurveFwd\"><ExponentParams exponent=\"2\"/></Exponent>"),
                node("range", "<Range%s><minInValue>0</minInValue></Range>"),
                node("range", "<Range%s/>"),
                node("style", "<Range%s style=\"soft\"/>"),
                node("unexpected-element", "<Range%s><Array/></Range>"),
                node("cdl", "<ASC_CDL%s><SOPNode><Slope>1 1 1</Slope></SOPNode></ASC_CDL>"),
                node("cdl", "<ASC_CDL%s style=\"Rev\"><SatNode><Saturation>0</Saturation></SatNode></ASC_CDL>"),
                node("missing", "<Matrix%s/>"),
                node("array-size", "<Matrix%s><Array>1</Array></Matrix>"),
                node("array-size", "<Matrix%s><Array dim=\"2 2\">1 0 0 1</Array></Matrix>"),
                node("matrix-alpha", "<Matrix%s><Array dim=\"4 4\">1 0 0 1 0 1 0 0 0 0 1 0 0 0 0 1</Array></Matrix>"),
                node("number-count", "<Matrix%s><Array dim=\"3 3\">1 0 0 0 1 0 0 0</Array></Matrix>"),
                node("number-count", "<Matrix%s><Array dim=\"3 3\">1 0 0 0 1 0 0 0 1 0</Array></Matrix>"),
                node("not-a-number", "<Matrix%s><Array dim=\"3 3\">1 0 0 0 1,5 0 0 0 1</Array></Matrix>"),
                node("not-a-number", "<Matrix%s><Array dim=\"3 3\">1 0 0 0 NaN 0 0 0 1</Array></Matrix>"),
                node("not-finite", "<Matrix%s><Array dim=\"3 3\">1 0 0 0 1e39 0 0 0 1</Array></Matrix>"),
                node("unexpected-element", "<Matrix%s><Array dim=\"3 3\">1 0 0 <b/></Array></Matrix>"),
                node("array-size", "<LUT1D%s><Array dim=\"1 1\">1</Array></LUT1D>"),
                node("array-size", "<LUT1D%s><Array dim=\"65537 1\">1</Array></LUT1D>"),
                node("array-size", "<LUT1D%s halfDomain=\"true\"><Array dim=\"3 1\">1 2 3</Array></LUT1D>"),
                node("attribute", "<LUT1D%s halfDomain=\"false\"><Array dim=\"3 1\">1 2 3</Array></LUT1D>"),
                node("raw-halfs", "<LUT1D%s rawHalfs=\"true\"><Array dim=\"2 1\">1.5 2</Array></LUT1D>"),
                node("not-finite", "<LUT1D%s rawHalfs=\"true\"><Array dim=\"2 1\">0 31744</Array></LUT1D>"),
                node("interpolation", "<LUT1D%s interpolation=\"cubic\"><Array dim=\"2 1\">0 1</Array></LUT1D>"),
                node("inverse", "<InverseLUT1D%s><Array dim=\"3 1\">0 1 0</Array></InverseLUT1D>"),
                node(
                        "index-map",
                        "<LUT1D%s><IndexMap dim=\"2\">0@0 1</IndexMap><Array dim=\"2 1\">0 1</Array></LUT1D>"),
                node(
                        "index-map",
                        "<LUT1D%s><IndexMap dim=\"2\">0@0 1@2</IndexMap><Array dim=\"2 1\">0 1</Array></LUT1D>"),
                node("repeated", "<LUT1D%s><Array dim=\"2 1\">0 1</Array><Array dim=\"2 1\">0 1</Array></LUT1D>"),
                node("array-size", "<LUT3D%s><Array dim=\"2 2 3 3\">0</Array></LUT3D>"),
                node("array-size", "<LUT3D%s><Array dim=\"257 257 257 3\">0</Array></LUT3D>"),
                node("array-size", "<LUT3D%s><Array dim=\"99999999999 2 2 3\">0</Array></LUT3D>"),
                node("number-count", "<LUT3D%s><Array dim=\"256 256 256 3\">0 0 0</Array></LUT3D>"),
                node("node-count", "<Log%1$s style=\"log2\"/>".repeat(33)));
    }

    private static Arguments node(String fault, String node) {
        return Arguments.of(fault, 2, "<ProcessList id=\"a\">\n" + node.formatted(F32) + "\n</ProcessList>");
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void rejects(String fault, int line, String file) {
        InvalidLutFile rejection = rejection(file);

        assertThat(rejection.code()).isEqualTo("clf-" + fault);
        assertThat(rejection.line()).hasValue(line);
    }

    private static InvalidLutFile rejection(String file) {
        return Objects.requireNonNull(catchThrowableOfType(
                InvalidLutFile.class,
                () -> TestFiles.read(LutFormats.CLF, file.getBytes(StandardCharsets.UTF_8), FormatLimits.DEFAULT)));
    }

    @Test
    void rejectsNodesWithoutFiniteOutputs() {
        assertThatExceptionOfType(InvalidLutFile.class)
                .isThrownBy(() -> read(IDENTITY
                        + "<Matrix%s><Array dim=\"3 3\">3e38 3e38 3e38 0 1 0 0 0 1</Array></Matrix>".formatted(F32)))
                .matches(rejection -> rejection.code().equals("clf-not-finite"));
    }

    /** Neither is a file read nor an address called, nor an entity expanded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><ProcessList name=\"&e;\"/>",
                "<!DOCTYPE ProcessList SYSTEM \"http://127.0.0.1:1/a.dtd\"><ProcessList/>",
                "<!DOCTYPE a [<!ENTITY % e SYSTEM \"file:///etc/hostname\"> %e;]><ProcessList/>",
                "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;\">]><ProcessList name=\"&c;\"/>"
            })
    void rejectsDocumentTypes(String file) {
        assertThat(rejection(file).code()).isEqualTo("clf-document-type");
    }

    @Test
    void rejectsUndeclaredEntitiesAndDeepFiles() {
        assertThat(rejection("<ProcessList><Description>&lol;</Description></ProcessList>")
                        .code())
                .isEqualTo("clf-not-xml");
        assertThat(rejection("<ProcessList><Info>" + "<a>".repeat(1000)).code()).isEqualTo("clf-depth");
    }

    @Test
    void decodesTheEncodingThatTheFileStates() {
        String title = "\u00c9t\u00e9";
        String file = "<?xml version=\"1.0\" encoding=\"%s\"?><ProcessList name=\"" + title + "\">" + IDENTITY
                + "</ProcessList>";
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16}) {
            byte[] bytes = file.formatted(charset.name()).getBytes(charset);

            assertThat(TestFiles.read(LutFormats.CLF, bytes, FormatLimits.DEFAULT)
                            .title())
                    .isEqualTo(title);
        }
        assertThat(TestFiles.read(
                                LutFormats.CLF,
                                ("\uFEFF" + file.formatted("UTF-8")).getBytes(StandardCharsets.UTF_8),
                                FormatLimits.DEFAULT)
                        .title())
                .isEqualTo(title);
        byte[] wrong = file.formatted("UTF-8").getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(InvalidLutFile.class)
                .isThrownBy(() -> TestFiles.read(LutFormats.CLF, wrong, FormatLimits.DEFAULT))
                .matches(rejection -> rejection.code().equals("clf-not-xml"));
        assertThat(rejection(file.formatted("klingon")).code()).isEqualTo("clf-not-xml");
    }

    @Test
    void rejectsTooManyBytesAndPassesOnFailures() {
        byte[] file = ("<ProcessList>" + " ".repeat(1000)).getBytes(StandardCharsets.UTF_8);
        var limits = new FormatLimits(65, 4096, 500);
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is dead");
            }
        };

        assertThatExceptionOfType(InvalidLutFile.class)
                .isThrownBy(() -> LutFormats.CLF.read(new ByteArrayInputStream(file), limits))
                .matches(rejection -> rejection.code().equals("file-too-large"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LutFormats.CLF.read(broken, limits))
                .withMessage("the line is dead");
    }

    static Stream<Arguments> shapers() {
        var log = new float[4096];
        for (int i = 0; i < log.length; i++) {
            log[i] = (float) (Math.log1p(i) / Math.log1p(log.length - 1));
        }
        var inputs = new float[500];
        var outputs = new float[500];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) Math.pow(2, -12 + 16.0 * i / 499);
            outputs[i] = i / 499f;
        }
        Curve uniform = Curve.uniform(0, 16, log);
        Curve stops = Curve.of(inputs, outputs);
        return Stream.of(
                Arguments.of("uniform over 0…16", Shaper.of(uniform)),
                Arguments.of("stops", Shaper.of(stops)),
                Arguments.of("different ones", new Shaper(uniform, stops, Curve.identity(-0.5f, 2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapers")
    void writesShapersThatGiveTheSameColours(String name, Shaper shaper) throws IOException {
        Lut3d lut = TestFiles.look(9, new RgbBox(new Rgb(-0.25f, 0, 0), new Rgb(1, 1.5f, 1)));

        LutFile read = TestFiles.read(
                LutFormats.CLF, written(new LutHeader(null, lut.domain(), shaper, true), lut), FormatLimits.DEFAULT);

        var wanted = new LutFile(lut, shaper, null, read.warnings());
        for (double stops = -13; stops < 5; stops += 0.07) {
            double linear = Math.pow(2, stops);
            assertThat(apply(read, linear, linear / 2, 1.1 * linear))
                    .containsExactly(apply(wanted, linear, linear / 2, 1.1 * linear), within(1e-4f));
        }
        assertThat(read.lut().lattice()).containsExactly(lut.lattice());
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void writesTheDomainAndTheTitle() throws IOException {
        var domain = new RgbBox(new Rgb(-0.5f, 0, 0.25f), new Rgb(2, 1, 16));
        Lut3d lut = TestFiles.look(3, domain);

        LutFile read = TestFiles.read(
                LutFormats.CLF, written(LutHeader.of("A <\"look\"> & more\n", domain), lut), FormatLimits.DEFAULT);

        assertThat(read.title()).isEqualTo("A <\"look\"> & more");
        assertThat(read.lut().domain()).isEqualTo(domain);
        assertThat(read.lut().lattice()).containsExactly(lut.lattice());
        assertThat(read.shaper()).isNull();
    }

    private static byte[] written(LutHeader header, Lut3d lut) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = LutFormats.CLF.layoutOfSize(lut.size()).begin(out, header)) {
            writer.accept(lut.lattice(), lut.points());
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ProcessList id=\"a\">",
                "\uFEFF<?xml version=\"1.0\"?>\n<!-- <look> -->\n<ProcessList>",
                "  <!-- a --><!-- b -->\n<clf:ProcessList/>"
            })
    void recognisesItsRoot(String start) throws IOException {
        var in = new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8));

        assertThat(LutFormats.CLF.recognises(FileStart.of("a.xml", in))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<look>", "ProcessList", "<ProcessLists>", "<html><ProcessList>", "<!-- <ProcessList> -->"})
    void recognisesNoOtherRoot(String start) throws IOException {
        var in = new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8));

        assertThat(LutFormats.CLF.recognises(FileStart.of("a.xml", in))).isFalse();
    }

    @Test
    void rejectsHostileAttributesAtOnce() {
        String digits = "1".repeat(1020);
        assertThat(rejection(
                                "<ProcessList id=\"a\"><Log style=\"linToLog\"%s><LogParams base=\"%sx\"/></Log></ProcessList>"
                                        .formatted(F32, digits))
                        .code())
                .isEqualTo("clf-not-a-number");
        assertThat(rejection("<ProcessList compCLFversion=\"3%s\"/>".formatted(".1.11".repeat(5000)))
                        .code())
                .isEqualTo("clf-attribute-length");
    }

    /** Noise has no points that could be left out. */
    @Test
    void samplesNoiseWithAsManyPointsAsACurveHas() {
        var random = new Random(7);
        String noise = random.ints(65536, 0, 65536).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        LutFile file = read("<Exponent style=\"basicFwd\"%s><ExponentParams exponent=\"2\"/></Exponent>".formatted(F32)
                + "<LUT1D inBitDepth=\"32f\" outBitDepth=\"16i\"><Array dim=\"65536 1\">%s</Array></LUT1D>"
                        .formatted(noise));

        assertThat(Objects.requireNonNull(file.shaper()).points()).isLessThanOrEqualTo(65536);
    }
}
