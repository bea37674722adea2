package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreeDlFormatTest {

    private static final String LEVELS = "0 341 682 1023\n";

    /** Of 12 bits; the first and the last are marked. */
    private static String rows(int size, String value) {
        return (value + " 0 0\n") + "0 0 0\n".repeat(size * size * size - 2) + (value + " " + value + " 7\n");
    }

    @Test
    void readsBlueFastest() {
        StringBuilder rows = new StringBuilder("# by hand\n" + LEVELS + "\n");
        for (int i = 0; i < 64; i++) {
            rows.append("%d %d %d\n".formatted(i / 16 * 1365, i / 4 % 4 * 1365, i % 4 * 1365));
        }

        LutFile read = TestFiles.read("3dl", rows.toString());

        assertThat(read.lut().lattice()).containsExactly(Lut3d.identity(4).lattice(), within(1e-6f));
        assertThat(read.warnings()).isEmpty();
    }

    /** The bits follow from the greatest value, which may exceed white twice, as in OpenColorIO. */
    @ParameterizedTest
    @CsvSource({
        "128, 255, 0",
        "255, 255, 0",
        "511, 255, 1",
        "512, 1023, 0",
        "2047, 1023, 1",
        "2048, 4095, 0",
        "8191, 4095, 1",
        "8192, 65535, 0",
        "65535, 65535, 0",
        "131071, 65535, 1"
    })
    void findsTheBitsOfItsValues(int greatest, int white, int warnings) {
        LutFile read = TestFiles.read("3dl", LEVELS + rows(4, "" + greatest));

        assertThat(read.lut().lattice()).startsWith((float) greatest / white).endsWith(7f / white);
        assertThat(read.warnings()).hasSize(warnings);
    }

    @Test
    void takesTheBitsOfItsHeader() {
        LutFile read = TestFiles.read("3dl", "#Tokens\n\n3DMESH\nMesh 2 12\n" + rows(5, "100") + "LUT8\ngamma 1.0\n");

        assertThat(read.lut().size()).isEqualTo(5);
        assertThat(read.lut().lattice()).startsWith(100 / 4095f);
        assertThat(read.warnings())
                .containsExactly(
                        "line 130: lut8 passed over: only the 3D LUT is read",
                        "line 131: gamma 1.0 passed over: only the 3D LUT is read");
    }

    @Test
    void passesOverOtherTextBeforeTheRows() {
        LutFile read = TestFiles.read("3dl", "(c) Studio\n" + LEVELS + rows(4, "4095"));

        assertThat(read.warnings())
                .containsExactly("line 1: passed over, as it is neither a keyword nor a row: \"(c) Studio\"");
    }

    @Test
    void isToldByItsHeaderOrItsLevels() throws IOException {
        for (String text : new String[] {"# a\n 3dmesh \nMesh 4 12\n", "# a\n\n" + LEVELS + "\n0 0 1\n"}) {
            byte[] file = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(new ThreeDlFormat().recognises(FileStart.of("a", new ByteArrayInputStream(file))))
                    .isTrue();
        }
        for (String text : new String[] {"0 0 1\n0 0 1\n", "1 2 3 4\n0 0.5 1\n", "1 2 3 4\n", "", "1 2 3 4 5\n1 2\n"}) {
            byte[] file = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(new ThreeDlFormat().recognises(FileStart.of("a", new ByteArrayInputStream(file))))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flame", "lustre"})
    void writesEachDialect(String dialect) throws IOException {
        Lut3d look = TestFiles.look(5, RgbBox.UNIT);

        String text = written(look, dialect);

        String header = "0 256 512 767 1023\n";
        assertThat(text).startsWith(dialect.equals("flame") ? header : "3DMESH\nMesh 2 12\n" + header);
        assertThat(text.endsWith("LUT8\ngamma 1.0\n")).isEqualTo(dialect.equals("lustre"));
        float[] read = TestFiles.read("3dl", text).lut().lattice();
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).isEqualTo(CodeValue.round(look.lattice()[i], 4095) / 4095f);
        }
    }

    /** In 12 bits, readers would take these values for some of 10 or 8 bits. */
    @ParameterizedTest
    @ValueSource(floats = {0.499f, 0.3f, 0.13f})
    void writesDarkLooksWithMoreBits(float greatest) throws IOException {
        float[] lattice = Lut3d.identity(5).lattice();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] *= greatest;
        }

        LutFile read = TestFiles.read("3dl", written(new Lut3d(5, RgbBox.UNIT, lattice), "flame"));

        assertThat(read.lut().lattice()).containsExactly(lattice, within(1e-5f));
    }

    @Test
    void writesTheDarkestLooksForProgramsThatReadTheHeader() throws IOException {
        var lattice = new float[3 * 125];
        Arrays.fill(lattice, 0.01f);

        LutFile read = TestFiles.read("3dl", written(new Lut3d(5, RgbBox.UNIT, lattice), "lustre"));

        assertThat(read.lut().lattice()).containsExactly(lattice, within(1e-5f));
    }

    private static String written(Lut3d look, String dialect) throws IOException {
        LutLayout layout =
                new ThreeDlFormat().layout(new WriteOptions(look.size(), null, null, dialect, null), WriteLimits.NONE);
        return new String(TestFiles.write(layout, look, LutHeader.of("a", RgbBox.UNIT)), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 341 682 1023 | 0 300 682 1023 | 3dl-levels | 1",
                "0 341 682 1023 | 0 341 682 1000 | 3dl-levels | 1",
                "0 341 682 1023 | 1023 682 341 0 | 3dl-levels | 1",
                "0 341 682 1023 | 0 341 x 1023 | 3dl-not-a-whole-number | 1",
                "0 341 682 1023 | 0 1023 | 3dl-columns | 1",
                "0 341 682 1023 | <x> | 3dl-unexpected-text | 1",
                "0 341 682 1023 | 3DMESH 4 | 3dl-mesh | 1",
                "0 341 682 1023 | Mesh 4 | 3dl-mesh | 1",
                "0 341 682 1023 | Mesh 9 12 | 3dl-mesh | 1",
                "0 341 682 1023 | Mesh 0 12 | 3dl-mesh | 1",
                "0 341 682 1023 | Mesh 8 12 | 3dl-size | 1",
                "0 341 682 1023 | Mesh 4 7 | 3dl-mesh | 1",
                "0 341 682 1023 | Mesh 4 12 0 | 3dl-mesh | 1",
                "0 341 682 1023 | Mesh 4 12 | 3dl-row-count | 65",
                "0 341 682 1023 | Mesh 1 12 | 3dl-row-count | 29",
                "4095 0 0 | 4095 0 | 3dl-columns | 2",
                "4095 0 0 | 4095 0 0 0 | 3dl-columns | 2",
                "4095 0 0 | 0.5 0 0 | 3dl-not-a-whole-number | 2",
                "4095 0 0 | -5 0 0 | 3dl-not-a-whole-number | 2",
                "4095 0 0 | 131072 0 0 | 3dl-not-a-whole-number | 2",
                "4095 4095 7 | 4095 4095 7 7 | 3dl-columns | 65",
                "4095 4095 7 | end | 3dl-unexpected-text | 65",
                "4095 4095 7 | nan 0 0 | 3dl-not-a-whole-number | 65",
                "4095 4095 7 | # cut | 3dl-row-count | 65",
            })
    void refuses(String part, String instead, String code, int line) {
        TestFiles.assertRefused("3dl", (LEVELS + rows(4, "4095")).replace(part, instead), code, line);
    }

    @Test
    void refusesWhatHasNoCodes() {
        TestFiles.assertRefused("3dl", "", "3dl-empty", 1);
        TestFiles.assertRefused("3dl", "0 0 1\n", "3dl-row-count", 1);
        TestFiles.assertRefused("3dl", LEVELS + rows(4, "127"), "3dl-range", 65);
        TestFiles.assertRefused("3dl", "Mesh 2 8\n" + rows(5, "256"), "3dl-range", 126);
        TestFiles.assertRefused("3dl", "Mesh 2 12\n" + rows(5, "256") + "0 0 0\n", "3dl-row-count", 127);
    }

    /** 27 rows are those of a smaller cube, but the levels say that there were more. */
    @Test
    void refusesAFileThatWasCutWhereACubeEnds() {
        TestFiles.assertRefused("3dl", LEVELS + "\n" + rows(3, "4095"), "3dl-levels", 29);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.01f, 0.1f, 0.3f, 0.6f})
    void isReadAsItWasWrittenHoweverDarkItIs(float grey) throws IOException {
        var lattice = new float[3 * 17 * 17 * 17];
        Arrays.fill(lattice, grey);

        LutFile read = TestFiles.read("3dl", written(new Lut3d(17, RgbBox.UNIT, lattice), "flame"));

        assertThat(read.lut().lattice()).containsExactly(lattice, within(1.3e-4f));
    }
}
