package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Curve;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CspFormatTest {

    private static final String ROWS = "0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n";
    private static final String CURVE = "3\n0 1 4\n0 .5 1\n";
    private static final String FILE =
            "CSPLUTV100\n3D\nBEGIN METADATA\nany text\nEND METADATA\n" + CURVE + CURVE + CURVE + "2 2 2\n" + ROWS;

    @Test
    void readsTheCurvesBeforeTheCube() {
        LutFile read = TestFiles.read("csp", FILE);

        assertThat(read.inputs().max()).isEqualTo(new Rgb(4, 4, 4));
        assertThat(read.lut().domain().isUnit()).isTrue();
        assertThat(TestFiles.output(read, 0, 1, 4)).containsExactly(0, 0.5f, 1);
        assertThat(TestFiles.output(read, -1, 5, 1)).containsExactly(0, 1, 0.5f);
        assertThat(read.title()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0\n", "2\n0 1\n0 1\n", "3\r\n-1 0 2\r\n-1 0 2\r\n", "2\n\n0.0 1.0\n\n0.0 1.0\n\n"})
    void readsCurvesThatChangeNothing(String curve) {
        LutFile read = TestFiles.read("csp", "CSPLUTV100 \n\n3D\n" + curve + curve + curve + "\n2 2 2\n" + ROWS);

        assertThat(read.shaper()).isNull();
        assertThat(read.lut().lattice()).isEqualTo(Lut3d.identity(2).lattice());
    }

    @Test
    void readsCurvesAlone() {
        String file = "CSPLUTV100\n1D\n2\n0 2\n0 1\n0\n2\n0 1\n1 0\n3\n0 0 0\n.25 .5 .5\n1 1 2\n";

        LutFile read = TestFiles.read("csp", file);

        assertThat(read.inputs().max()).isEqualTo(new Rgb(2, 1, 1));
        assertThat(TestFiles.output(read, 1, 0.5f, 0.5f)).containsExactly(0.25f, 0.5f, 0.5f);
        assertThat(TestFiles.output(read, 0.5f, 0.75f, 0.75f)).containsExactly(0.125f, 0.75f, 0.25f);
        assertThat(TestFiles.output(read, 3, -1, -1)).containsExactly(1, 0, 2);
    }

    @Test
    void writesADomainAsCurves() throws IOException {
        var domain = new RgbBox(new Rgb(-0.5f, 0, 0), new Rgb(2, 1, 16));
        Lut3d look = TestFiles.look(5, domain);

        String text = written(look, LutHeader.of("Été", domain));

        assertThat(text).startsWith("""
                CSPLUTV100
                3D

                BEGIN METADATA
                "Été"
                END METADATA

                2
                -0.500000 2.000000
                0.000000 1.000000
                2
                0.000000 1.000000
                0.000000 1.000000
                2
                0.000000 16.000000
                0.000000 1.000000

                5 5 5
                """);
        LutFile read = TestFiles.read("csp", text);
        assertThat(read.inputs()).isEqualTo(domain);
        assertThat(read.lut().lattice()).isEqualTo(look.lattice());
    }

    /** Straight pieces stay straight, though readers draw smooth curves through the knots. */
    @Test
    void writesAShaperThatBendsSharply() throws IOException {
        var domain = new RgbBox(new Rgb(-1, 0, 0), new Rgb(1, 2, 4));
        Lut3d look = TestFiles.look(9, domain);
        Shaper shaper = new Shaper(
                Curve.of(new float[] {0, 0.1f, 0.11f, 3}, new float[] {-1, 0.9f, -0.5f, 1}),
                Curve.uniform(0, 16, new float[] {0, 1.5f, 1.5f, 1.6f, 2}),
                Curve.uniform(0, 1, new float[] {4, 0}));

        LutFile read = TestFiles.read("csp", written(look, new LutHeader(null, domain, shaper, false)));

        var expected = new LutFile(look, shaper, null, List.of());
        for (float at = -1; at < 18; at += 0.0371f) {
            float small = at / 6;
            assertThat(TestFiles.output(read, small, at, small))
                    .containsExactly(TestFiles.output(expected, small, at, small), within(1e-4f));
        }
    }

    private static String written(Lut3d look, LutHeader header) throws IOException {
        LutLayout layout = new CspFormat().layoutOfSize(look.size());
        assertThat(layout.holdsShaper() && layout.holdsDomain()).isTrue();
        return new String(TestFiles.write(layout, look, header), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSPLUTV100 | CSPLUTV200 | csp-header | 1",
                "3D | 2D | csp-header | 2",
                "END METADATA | # | csp-row-count | 23",
                "3~0 1 4 | -1~0 1 4 | csp-curve | 6",
                "3~0 1 4 | x~0 1 4 | csp-curve | 6",
                "3~0 1 4 | 65537~0 1 4 | csp-curve | 6",
                "3~0 1 4 | 3 3~0 1 4 | csp-curve | 6",
                "3~0 1 4 | 1~0 1 4 | csp-curve | 7",
                "0 1 4 | 0 1 | csp-curve | 7",
                "0 1 4 | 0 1 4 5 | csp-curve | 7",
                "0 1 4 | 0 1 1 | csp-curve | 7",
                "0 1 4 | 0 1 inf | csp-not-finite | 7",
                "0 .5 1 | 0 .5 | csp-curve | 8",
                "0 .5 1 | 0 .5 x | csp-not-a-number | 8",
                "2 2 2 | 2 2 3 | csp-size | 15",
                "2 2 2 | 2 2 | csp-size | 15",
                "2 2 2 | 2 2 2 2 | csp-size | 15",
                "2 2 2 | 257 257 257 | csp-size | 15",
                "2 2 2 | 3 3 3 | csp-row-count | 23",
                "0 0 1 | 0 0 nan | csp-not-finite | 20",
                "0 0 1 | 0 0 1 1 | csp-columns | 20",
                "1 1 1 | 1 1 1~0 0 0 | csp-row-count | 24",
            })
    void refuses(String part, String instead, String code, int line) {
        String file = FILE.replace(part.replace('~', '\n'), instead.replace('~', '\n'));
        TestFiles.assertRefused("csp", file, code, line);
    }

    @Test
    void refusesWhatIsCutOff() {
        TestFiles.assertRefused("csp", "", "csp-header", 1);
        TestFiles.assertRefused("csp", "CSPLUTV100\n", "csp-row-count", 1);
        TestFiles.assertRefused("csp", FILE.substring(0, FILE.indexOf(CURVE) + 5), "csp-curve", 7);
        TestFiles.assertRefused("csp", "CSPLUTV100\n1D\n0\n0\n0\n1\n0 0 0\n", "csp-size", 6);
        TestFiles.assertRefused("csp", "CSPLUTV100\n1D\n0\n0\n0\n2 2 2\n0 0 0\n", "csp-size", 6);
    }
}
