package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every item that the notes on LUT formats list, by its name there. */
class CubeReaderTest {

    private static final String ROWS = """
            0 0 0
            1 0 0
            0 1 0
            1 1 0
            0 0 1
            1 0 1
            0 1 1
            1 1 1
            """;

    private static final String SIZE = "LUT_3D_SIZE 2\n";
    private static final float[] IDENTITY = Lut3d.identity(2).lattice();

    static Stream<Arguments> sameLattice() {
        return Stream.of(
                row("plain", SIZE + ROWS),
                row("CR LF", (SIZE + ROWS).replace("\n", "\r\n")),
                row("lone CR", (SIZE + ROWS).replace("\n", "\r")),
                row("no final newline", (SIZE + ROWS).stripTrailing()),
                row("byte-order mark", "\uFEFF" + SIZE + ROWS),
                row("byte-order mark before a later line", SIZE + "\uFEFF" + ROWS),
                row("byte-order mark before a comment", "\uFEFF# made by\n" + SIZE + ROWS),
                row("tabs", SIZE.replace(' ', '\t') + ROWS.replace(' ', '\t')),
                row("indentation", ("\n" + SIZE + ROWS).replace("\n", "\n \t ")),
                row("blanks behind", (SIZE + ROWS).replace("\n", " \t\n")),
                row("comments and blank lines", ("# a\n" + SIZE + ROWS).replace("\n", "\n\n  # 1 2 3\n \t\n")),
                row("comment of any length", "#" + "x".repeat(200_000) + "\n" + SIZE + ROWS),
                row("blank line of any length", SIZE + " ".repeat(200_000) + "\n" + ROWS),
                row("comment in Latin-1", "# r\u00e9sum\u00e9\n" + SIZE + ROWS),
                row("comment behind a row", (SIZE + ROWS).replace("\n", " # comment 1\n")),
                row("lower-case keywords", SIZE.toLowerCase(Locale.ROOT) + "domain_min 0 0 0\n" + ROWS),
                row("keywords after the data", ROWS + SIZE + "TITLE \"late\"\nDOMAIN_MAX 1 1 1"),
                row("keywords among the data", ROWS.replaceFirst("0 1 0\n", "0 1 0\n" + SIZE)),
                row("scientific notation", SIZE + ROWS.replace("0 ", "0e-7 ").replace("1", "1.0E+0")),
                row("signs and bare points", SIZE + ROWS.replace("1", "+1.").replace("0 ", "-.0 ")),
                row("denormals", SIZE + ROWS.replace("0 0 0", "1e-44 1e-46 -1e-60")),
                row("repeated size", SIZE + SIZE + ROWS + SIZE),
                row("repeated domain", SIZE + "DOMAIN_MIN 0 0 0\nDOMAIN_MIN 0.0 0 0\n" + ROWS),
                row("domain and input range that agree", SIZE + "DOMAIN_MIN 0 0 0\nLUT_3D_INPUT_RANGE 0 1\n" + ROWS),
                row("title without a blank", "TITLE\"a\"\n" + SIZE + ROWS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sameLattice(String name, byte[] file) {
        LutFile read = TestFiles.readCube(file, FormatLimits.DEFAULT);

        assertThat(read.lut().lattice()).containsExactly(IDENTITY, within(1e-40f));
        assertThat(read.lut().domain().isUnit()).isTrue();
        assertThat(read.warnings()).isEmpty();
    }

    static Stream<Arguments> titles() {
        return Stream.of(
                Arguments.of("TITLE \"Kodak Ektar 100\"", "Kodak Ektar 100"),
                Arguments.of("TITLE Kodak Ektar 100  ", "Kodak Ektar 100"),
                Arguments.of("title \"a\"", "a"),
                Arguments.of("TITLE \"\"", null),
                Arguments.of("TITLE", null),
                Arguments.of("TITLE \"unterminated", "unterminated"),
                Arguments.of("TITLE \"LUT_3D_SIZE 33\"", "LUT_3D_SIZE 33"),
                Arguments.of("TITLE LUT_3D_SIZE 33", "LUT_3D_SIZE 33"),
                Arguments.of("TITLE \"a # b\" # c", "a # b"),
                Arguments.of("TITLE \"Été\"", "Été"));
    }

    @ParameterizedTest
    @MethodSource
    void titles(String line, @Nullable String title) {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1}) {
            byte[] file = (line + "\n" + SIZE + ROWS).getBytes(charset);

            assertThat(TestFiles.readCube(file, FormatLimits.DEFAULT).title()).isEqualTo(title);
        }
    }

    static Stream<Arguments> domains() {
        var domain = new RgbBox(new Rgb(-0.5f, 0, 0.25f), new Rgb(2, 1, 16));
        var range = new RgbBox(new Rgb(-0.1f, -0.1f, -0.1f), new Rgb(1.1f, 1.1f, 1.1f));
        var low = new RgbBox(new Rgb(-1, -1, -1), Rgb.WHITE);
        return Stream.of(
                Arguments.of("DOMAIN_MIN -0.5 0 .25\nDOMAIN_MAX 2 1 1.6e1\n" + SIZE + ROWS, domain),
                Arguments.of(SIZE + "DOMAIN_MAX 2 1 16\nDOMAIN_MIN -0.5 0 .25\n" + ROWS, domain),
                Arguments.of(SIZE + ROWS + "DOMAIN_MAX 2 1 16\nDOMAIN_MIN -0.5 0 .25\n", domain),
                Arguments.of("LUT_3D_INPUT_RANGE -0.1 1.1\n" + SIZE + ROWS, range),
                Arguments.of("TITLE \"a\"\n" + SIZE + "LUT_3D_INPUT_RANGE -0.1 1.1\n" + ROWS, range),
                Arguments.of(SIZE + "DOMAIN_MIN -1 -1 -1\n" + ROWS, low));
    }

    @ParameterizedTest
    @MethodSource
    void domains(String text, RgbBox domain) {
        assertThat(TestFiles.readCube(text).lut().domain()).isEqualTo(domain);
    }

    @Test
    void keepsValuesOutsideTheUnitRange() {
        String rows = ROWS.replace("1 1 1", "1.5 -0.25 1000");

        float[] lattice = TestFiles.readCube(SIZE + rows).lut().lattice();

        assertThat(lattice).endsWith(1.5f, -0.25f, 1000f);
    }

    @Test
    void warnsOfUnknownKeywords() {
        LutFile read = TestFiles.readCube(SIZE + "LUT_3D_KIND\nLUT_SHADE 1 x\n" + ROWS);

        assertThat(read.warnings())
                .containsExactly(
                        "line 2: unknown keyword LUT_3D_KIND ignored", "line 3: unknown keyword LUT_SHADE ignored");
    }

    static Stream<Arguments> textBeforeTheRows() {
        return Stream.of(
                Arguments.of("(c) 2021 Studio", "\"(c) 2021 Studio\""),
                Arguments.of("// made by a tool", "\"// made by a tool\""),
                Arguments.of("; made by a tool", "\"; made by a tool\""),
                Arguments.of("----------", "\"----------\""),
                Arguments.of("- by Studio -", "\"- by Studio -\""),
                Arguments.of("... and so on", "\"... and so on\""),
                Arguments.of("© 2021 Été", "\"© 2021 Été\""),
                Arguments.of("[LUT]", "\"[LUT]\""),
                Arguments.of("(" + "x".repeat(500) + ")", "\"(" + "x".repeat(59) + "…\""),
                Arguments.of("Copyright 2021 Studio", "unknown keyword Copyright ignored"),
                Arguments.of("LUT_3D_SIZE 2.0", "LUT_3D_SIZE written as 2.0"),
                Arguments.of("LUT_3D_SIZE 2.", "LUT_3D_SIZE written as 2."));
    }

    @ParameterizedTest
    @MethodSource
    void textBeforeTheRows(String line, String warning) {
        for (String file : new String[] {line + "\n" + SIZE + ROWS, SIZE + line + "\n" + ROWS}) {
            LutFile read = TestFiles.readCube(file);

            assertThat(read.lut().lattice()).containsExactly(IDENTITY);
            assertThat(read.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("line ")
                    .endsWith(warning);
        }
    }

    @Test
    void saysSoOfEveryLineUpToABound() {
        LutFile read = TestFiles.readCube("; text\n".repeat(30) + SIZE + ROWS);

        assertThat(read.warnings()).hasSize(20);
    }

    @Test
    void warnsOfARangeThatItTook() {
        LutFile read = TestFiles.readCube("LUT_3D_INPUT_RANGE -0.8 1.4\n" + SIZE + ROWS);

        assertThat(read.warnings()).containsExactly("line 1: inputs taken to span -0.8 to 1.4 (LUT_3D_INPUT_RANGE)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash-line", "license-text-line", "semicolon-comment", "size-float", "slash-comment"})
    void readsCasesThatOtherToolsRead(String name) throws IOException {
        LutFile read = TestFiles.readCube(
                Files.readAllBytes(TestFiles.shared("cases/header-text-line/" + name + ".cube")), FormatLimits.DEFAULT);

        assertThat(read.lut().size()).isEqualTo(9);
        assertThat(read.warnings()).hasSize(1);
    }

    @Test
    void keepsCurvesAlone() {
        LutFile read = TestFiles.readCube("LUT_1D_SIZE 3\nDOMAIN_MAX 2 2 4\n0 1 0\n.5 .5 .1\n1 0 .9\n");

        assertThat(TestFiles.shaper(read).points()).isEqualTo(3);
        assertThat(read.inputs().max()).isEqualTo(new Rgb(2, 2, 4));
        assertThat(read.lut().lattice()).hasSize(24);
        assertThat(output(read, 0.5f, 2, 3)).containsExactly(new float[] {0.25f, 0, 0.5f}, within(1e-6f));
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void keepsAllPointsOfLongCurves() {
        String rows = IntStream.range(0, 1025)
                .mapToObj(i -> "%s %s %s\n".formatted(i / 1024f, i / 1024f, 1 - i / 1024f))
                .reduce("", String::concat);

        LutFile read = TestFiles.readCube("LUT_1D_SIZE 1025\nLUT_1D_INPUT_RANGE -1 1\n" + rows);

        assertThat(TestFiles.shaper(read).points()).isEqualTo(1025);
        assertThat(read.inputs().min().red()).isEqualTo(-1);
        assertThat(TestFiles.shaper(read).blue().outputs())
                .startsWith(1, 1 - 1 / 1024f)
                .endsWith(0);
        assertThat(read.warnings()).containsExactly("line 2: inputs taken to span -1.0 to 1.0 (LUT_1D_INPUT_RANGE)");
    }

    @Test
    void keepsAShaperBeforeTheCube() {
        String shaper = "0 0 0\n0.25 0.5 0.5\n1 1 1\n";
        String inverted = ROWS.replace('1', '2').replace('0', '1').replace('2', '0');

        LutFile plain = TestFiles.readCube("LUT_1D_SIZE 3\n" + SIZE + shaper + inverted);
        LutFile ranged = TestFiles.readCube(
                "LUT_1D_SIZE 3\nLUT_1D_INPUT_RANGE 0 4\n" + SIZE + "LUT_3D_INPUT_RANGE 0 2\n" + shaper + inverted);

        assertThat(plain.lut().size()).isEqualTo(2);
        assertThat(TestFiles.shaper(plain).isSame()).isFalse();
        assertThat(output(plain, 0.5f, 0.5f, 0.75f)).containsExactly(new float[] {0.75f, 0.5f, 0.25f}, within(1e-6f));
        assertThat(output(ranged, 2, 2, 3)).containsExactly(new float[] {0.875f, 0.75f, 0.625f}, within(1e-6f));
        assertThat(ranged.inputs().max()).isEqualTo(new Rgb(4, 4, 4));
        assertThat(ranged.lut().domain().max()).isEqualTo(new Rgb(2, 2, 2));
        assertThat(ranged.warnings())
                .containsExactly(
                        "line 2: inputs taken to span 0.0 to 4.0 (LUT_1D_INPUT_RANGE)",
                        "line 4: inputs taken to span 0.0 to 2.0 (LUT_3D_INPUT_RANGE)");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.MAX_VALUE, -Float.MAX_VALUE, 1e30f, 0})
    void keepsLevelCurves(float level) {
        LutFile read = TestFiles.readCube(
                "LUT_1D_SIZE 2\n" + "%s %s %s\n".formatted(level, level, level).repeat(2));

        assertThat(output(read, 0.5f, 0, 1)[0]).isCloseTo(level, within(Math.abs(level) / 1e6f));
    }

    @Test
    void ignoresARangeOfALutThatIsNotThere() {
        LutFile cube = TestFiles.readCube("LUT_1D_INPUT_RANGE 0 4\n" + SIZE + ROWS);
        LutFile curves = TestFiles.readCube("LUT_1D_SIZE 2\nLUT_3D_INPUT_RANGE 3 -1\n0 0 0\n1 1 1\n");
        LutFile unit = TestFiles.readCube("LUT_1D_INPUT_RANGE 0 1\n" + SIZE + ROWS);

        assertThat(cube.inputs().isUnit()).isTrue();
        assertThat(cube.warnings()).containsExactly("line 1: LUT_1D_INPUT_RANGE ignored, as the file has no such LUT");
        assertThat(curves.inputs().isUnit()).isTrue();
        assertThat(curves.warnings())
                .containsExactly("line 2: LUT_3D_INPUT_RANGE ignored, as the file has no such LUT");
        assertThat(unit.warnings()).isEmpty();
    }

    /** 64 and 940 of 1023 are black and white: the full range reaches beyond both. */
    @ParameterizedTest
    @ValueSource(strings = {"", "LUT_1D_SIZE 2\n"})
    void convertsVideoInputs(String size) {
        String rows = size.isEmpty() ? ROWS : "0 0 0\n1 1 1\n" + ROWS;
        LutFile read = TestFiles.readCube("LUT_IN_VIDEO_RANGE\n" + size + SIZE + rows);

        assertThat(read.inputs().min().red()).isCloseTo(-64 / 876f, within(1e-6f));
        assertThat(read.inputs().max().blue()).isCloseTo(959 / 876f, within(1e-6f));
        assertThat(output(read, 0, 1, 0.5f))
                .containsExactly(new float[] {64 / 1023f, 940 / 1023f, 502 / 1023f}, within(1e-6f));
        assertThat(read.warnings())
                .containsExactly("line 1: inputs converted from video levels (64…940 of 1023) to the full range"
                        + " (LUT_IN_VIDEO_RANGE)");
    }

    @Test
    void convertsVideoOutputs() {
        LutFile cube = TestFiles.readCube(SIZE + "LUT_OUT_VIDEO_RANGE\n" + ROWS);
        LutFile curves = TestFiles.readCube("LUT_1D_SIZE 2\nLUT_OUT_VIDEO_RANGE\n0 0 0\n1 1 1\n");
        LutFile both = TestFiles.readCube("LUT_1D_SIZE 2\nLUT_OUT_VIDEO_RANGE\n" + SIZE + "0 0 0\n1 1 1\n" + ROWS);

        for (LutFile read : List.of(cube, curves, both)) {
            assertThat(output(read, 64 / 1023f, 940 / 1023f, 1))
                    .containsExactly(new float[] {0, 1, 959 / 876f}, within(1e-6f));
            assertThat(read.inputs().isUnit()).isTrue();
            assertThat(read.warnings())
                    .containsExactly("line 2: outputs converted from video levels (64…940 of 1023) to the full range"
                            + " (LUT_OUT_VIDEO_RANGE)");
        }
        assertThat(TestFiles.shaper(both).red().outputs()).containsExactly(0, 1);
    }

    /** The table holds 3x² − 2x³ of the full range. At 1, which lies between points, 17 points give it to a code. */
    @Test
    void readsTheCaseOfVideoRanges() throws IOException {
        LutFile read = readCase("video-range/in-out-video.cube");

        for (int i = 0; i < 17; i++) {
            float grey = Math.clamp((i / 16f * 1023 - 64) / 876, 0, 1);
            float out = grey * grey * (3 - 2 * grey);
            float in = (i / 16f * 1023 - 64) / 876;
            assertThat(output(read, in, in, in)).containsExactly(new float[] {out, out, out}, within(2e-6f));
        }
        assertThat(output(read, 0, 0, 0)).containsExactly(new float[] {0, 0, 0}, within(1e-4f));
        assertThat(output(read, 1, 1, 1)).containsExactly(new float[] {1, 1, 1}, within(1f / 255));
        assertThat(read.warnings()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1d-only-log/lin16-to-log.cube, 0.18, 0.398",
        "shaper/shaper.cube, 0.18, 0.352",
        "resolve-range/wide-resolve.cube, 0, 0.29",
        "resolve-range/wide-resolve.cube, 1, 0.89"
    })
    void readsTheCasesOfRanges(String file, float in, float out) throws IOException {
        LutFile read = readCase(file);

        assertThat(output(read, in, in, in)).containsExactly(new float[] {out, out, out}, within(0.5f / 255));
    }

    @Test
    void readsTinyValuesWithTheirDigits() throws IOException {
        LutFile read = readCase("tiny-values/hlg-linear.cube");

        assertThat(read.lut().lattice()).startsWith(0, 0, 0, 3.255208333e-06f, 0, 0);
        var out = new ByteArrayOutputStream();
        try (var writer = new CubeWriter(out, 33, new LutHeader(read.title(), read.inputs(), null, true))) {
            writer.accept(read.lut().lattice(), read.lut().points());
        }
        assertThat(TestFiles.readCube(out.toByteArray(), FormatLimits.DEFAULT)
                        .lut()
                        .lattice())
                .isEqualTo(read.lut().lattice());
    }

    private static LutFile readCase(String name) throws IOException {
        return TestFiles.readCube(Files.readAllBytes(TestFiles.shared("cases/" + name)), FormatLimits.DEFAULT);
    }

    private static float[] output(LutFile file, float red, float green, float blue) {
        return TestFiles.output(file, red, green, blue);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("NaN", "cube-not-finite", 4, SIZE + ROWS.replace("0 1 0", "0 NaN 0")),
                refused("NaN at the start", "cube-not-finite", 4, SIZE + ROWS.replace("0 1 0", "nan 1 0")),
                refused("infinity", "cube-not-finite", 9, SIZE + ROWS.replace("1 1 1", "1 -inf 1")),
                refused("infinity in full", "cube-not-finite", 9, SIZE + ROWS.replace("1 1 1", "Infinity 1 1")),
                refused("Microsoft's NaN", "cube-not-a-number", 9, SIZE + ROWS.replace("1 1 1", "1 1 1.#QNAN")),
                refused("overflow", "cube-not-finite", 2, SIZE + ROWS.replace("0 0 0", "0 1e39 0")),
                refused("decimal comma", "cube-not-a-number", 3, SIZE + ROWS.replace("1 0 0", "1,0 0,0 0,0")),
                refused("commas between", "cube-not-a-number", 2, SIZE + ROWS.replace(" ", ",")),
                refused("letters behind", "cube-not-a-number", 2, SIZE + ROWS.replace("0 0 0", "0.1abc 0 0")),
                refused("hexadecimal", "cube-not-a-number", 2, SIZE + ROWS.replace("0 0 0", "0x1p3 0 0")),
                refused("float suffix", "cube-not-a-number", 2, SIZE + ROWS.replace("0 0 0", "0 0 1f")),
                refused("lone sign", "cube-not-a-number", 3, SIZE + ROWS.replace("1 0 0", "- 0 0")),
                refused("lone sign in the first row", "cube-row-count", 9, SIZE + ROWS.replace("0 0 0", "- 0 0")),
                refused("lone point", "cube-not-a-number", 3, SIZE + ROWS.replace("1 0 0", ". 0 0")),
                refused("dashes behind the rows", "cube-not-a-number", 10, SIZE + ROWS + "-----\n"),
                refused("a licence among the rows", "cube-unexpected-text", 3, SIZE + "0 0 0\n(c) 2021\n" + ROWS),
                refused("a licence that looks like a row", "cube-not-a-number", 1, "2021 (c) Studio\n" + SIZE + ROWS),
                refused("text without end", "cube-unexpected-text", 501, "; text\n".repeat(10_000) + SIZE + ROWS),
                refused("words without end", "cube-unexpected-text", 501, "Some words\n".repeat(10_000) + SIZE + ROWS),
                refused(
                        "rows without end",
                        "cube-size-missing",
                        129 * 129 * 129 + 1,
                        "0 0 0\n".repeat(129 * 129 * 129 + 5) + "LUT_3D_SIZE 256\n"),
                refused("exponent without digits", "cube-not-a-number", 2, SIZE + ROWS.replace("0 0 0", "1e 0 0")),
                refused("too few rows", "cube-row-count", 8, SIZE + ROWS.replace("1 1 1\n", "")),
                refused("too many rows", "cube-row-count", 10, SIZE + ROWS + "0 0 0\n0 0 0\n"),
                refused("too many rows before the size", "cube-row-count", 10, ROWS + "0 0 0\n" + SIZE),
                refused("too few rows for the shaper", "cube-row-count", 10, "LUT_1D_SIZE 2\n" + SIZE + ROWS),
                refused("two columns", "cube-columns", 2, SIZE + ROWS.replace("0 0 0", "0 0")),
                refused("four columns", "cube-columns", 2, SIZE + ROWS.replace("0 0 0", "0 0 0 1")),
                refused("two rows on a line", "cube-columns", 2, SIZE + ROWS.replaceFirst("\n", " ")),
                refused("size missing", "cube-size-missing", 8, ROWS),
                refused("size without a number", "cube-size", 1, "LUT_3D_SIZE\n" + ROWS),
                refused("size not whole", "cube-size", 1, "LUT_3D_SIZE 2.5\n" + ROWS),
                refused("size a word", "cube-size", 1, "LUT_3D_SIZE two\n" + ROWS),
                refused("size 0", "cube-size", 1, "LUT_3D_SIZE 0\n"),
                refused("size 1", "cube-size", 1, "LUT_3D_SIZE 1\n0 0 0\n"),
                refused("size negative", "cube-size", 1, "LUT_3D_SIZE -2\n" + ROWS),
                refused("two sizes on a line", "cube-size", 1, "LUT_3D_SIZE 2 2\n" + ROWS),
                refused("conflicting sizes", "cube-size", 2, SIZE + "LUT_3D_SIZE 3\n" + ROWS),
                refused("size over the limit", "cube-size", 1, "LUT_3D_SIZE 257\n"),
                refused("size over 2\u00b3\u00b2", "cube-size", 1, "LUT_3D_SIZE 4294967298\n" + ROWS),
                refused("size over all", "cube-size", 1, "LUT_3D_SIZE " + "9".repeat(500) + "\n"),
                refused("curve over the limit", "cube-size", 1, "LUT_1D_SIZE 65537\n"),
                refused("MIN = MAX", "cube-domain", 2, SIZE + "DOMAIN_MAX 1 0 1\n" + ROWS),
                refused("MIN > MAX", "cube-domain", 3, SIZE + "DOMAIN_MAX 1 1 1\nDOMAIN_MIN 0 0 2\n" + ROWS),
                refused("range reversed", "cube-domain", 2, SIZE + "LUT_3D_INPUT_RANGE 1 0\n" + ROWS),
                refused("domain NaN", "cube-not-finite", 2, SIZE + "DOMAIN_MIN 0 0 nan\n" + ROWS),
                refused("domain a word", "cube-not-a-number", 2, SIZE + "DOMAIN_MIN zero 0 0\n" + ROWS),
                refused("domain of two", "cube-domain", 2, SIZE + "DOMAIN_MIN 0 0\n" + ROWS),
                refused("domain of four", "cube-domain", 2, SIZE + "DOMAIN_MIN 0 0 0 0\n" + ROWS),
                refused(
                        "domain and input range disagree",
                        "cube-domain-conflict",
                        3,
                        SIZE + "LUT_3D_INPUT_RANGE 0 1\nDOMAIN_MAX 2 2 2\n" + ROWS),
                refused(
                        "conflicting domains",
                        "cube-domain-conflict",
                        3,
                        SIZE + "DOMAIN_MAX 2 2 2\nDOMAIN_MAX 1 1 1\n"),
                refused(
                        "domain with a shaper",
                        "cube-domain-conflict",
                        3,
                        "LUT_1D_SIZE 2\n" + SIZE + "DOMAIN_MAX 2 2 2\n0 0 0\n1 1 1\n" + ROWS),
                refused("video range with a value", "cube-video-range", 2, SIZE + "LUT_IN_VIDEO_RANGE 1\n" + ROWS),
                refused("video range with a word", "cube-video-range", 2, SIZE + "LUT_OUT_VIDEO_RANGE x\n" + ROWS),
                refused(
                        "video level that overflows",
                        "cube-not-finite",
                        10,
                        "LUT_OUT_VIDEO_RANGE\n" + SIZE + ROWS.replaceFirst("0 0 0", "0 3.4e38 0")),
                refused(
                        "video range of inputs that overflow",
                        "cube-domain",
                        2,
                        "LUT_IN_VIDEO_RANGE\nLUT_3D_INPUT_RANGE 0 3.4e38\n" + SIZE + ROWS),
                refused("NUL", "cube-not-text", 3, SIZE + ROWS.replace("1 0 0", "1 \0 0")),
                refused("NUL in a comment", "cube-not-text", 1, "# \0\n" + SIZE + ROWS),
                refused("renamed PNG", "cube-not-text", 1, "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
                refused("HTML", "cube-unexpected-text", 1, "<!DOCTYPE html>\n<html><body>404</body></html>"),
                refused("empty", "cube-empty", 1, ""),
                refused("only comments", "cube-empty", 2, "# a\n\n"),
                refused("cut in a row", "cube-columns", 5, SIZE + "0 0 0\n1 0 0\n0 1 0\n1 1"),
                refused("cut in a number", "cube-not-a-number", 3, SIZE + "0 0 0\n0.1 0 -"),
                refused("endless word", "cube-unexpected-text", 1, "x".repeat(100_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, String code, int line, byte[] file) {
        var invalid = refusal(file, FormatLimits.DEFAULT);

        assertThat(invalid.code()).isEqualTo(code);
        assertThat(invalid.line()).hasValue(line);
        assertThat(invalid.detail()).isNotBlank();
        assertThat(invalid).hasMessage("line %d: %s".formatted(line, invalid.detail()));
    }

    @Test
    void refusesUtf16() {
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertThat(refusal((SIZE + ROWS).getBytes(charset), FormatLimits.DEFAULT)
                            .code())
                    .isEqualTo("cube-not-text");
        }
        byte[] littleEndianWithMark = ("\uFEFF" + SIZE + ROWS).getBytes(StandardCharsets.UTF_16LE);
        assertThat(refusal(littleEndianWithMark, FormatLimits.DEFAULT).code()).isEqualTo("cube-not-text");
    }

    @Test
    void keepsToItsLimits() {
        var limits = new FormatLimits(17, 100, 1000);

        assertThat(refusal("LUT_3D_SIZE 18".getBytes(StandardCharsets.UTF_8), limits)
                        .code())
                .isEqualTo("cube-size");
        assertThat(refusal("LUT_1D_SIZE 101".getBytes(StandardCharsets.UTF_8), limits)
                        .code())
                .isEqualTo("cube-size");
        assertThat(refusal((SIZE + "#".repeat(1000)).getBytes(StandardCharsets.UTF_8), limits)
                        .code())
                .isEqualTo("file-too-large");
        assertThat(TestFiles.readCube((SIZE + ROWS).getBytes(StandardCharsets.UTF_8), limits)
                        .lut()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void endsBeforeEndlessRowsFillTheMemory() {
        var limits = new FormatLimits(4, 10, Integer.MAX_VALUE);
        byte[] rows = "0 0 0\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        Enumeration<InputStream> endless =
                Collections.enumeration(Collections.nCopies(1000, (InputStream) new ByteArrayInputStream(rows)));

        var invalid = catchThrowableOfType(
                InvalidLutFile.class, () -> new CubeFormat().read(new SequenceInputStream(endless), limits));

        assertThat(invalid.code()).isEqualTo("cube-row-count");
        assertThat(invalid.line()).hasValue(4 * 4 * 4 + 10 + 1);
    }

    @Test
    void passesOnThatTheStreamCannotBeRead() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThat(catchThrowableOfType(IOException.class, () -> new CubeFormat().read(broken, FormatLimits.DEFAULT)))
                .hasMessage("connection reset");
    }

    private static InvalidLutFile refusal(byte[] file, FormatLimits limits) {
        InvalidLutFile invalid = catchThrowableOfType(InvalidLutFile.class, () -> TestFiles.readCube(file, limits));
        assertThat(invalid).as("refused").isNotNull();
        return invalid;
    }

    private static Arguments row(String name, String text) {
        Charset charset = name.endsWith("Latin-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return Arguments.of(name, text.getBytes(charset));
    }

    private static Arguments refused(String name, String code, int line, String text) {
        return Arguments.of(name, code, line, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
