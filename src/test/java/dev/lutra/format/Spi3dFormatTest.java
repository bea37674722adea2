package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Spi3dFormatTest {

    private static final String HEADER = "SPILUT 1.0\n3 3\n2 2 2\n";
    private static final String POINTS = """
            0 0 0 0 0 0
            0 0 1 0 0 .5
            0 1 0 0 2 0
            0 1 1 0 1 1

            1 0 0 -1 0 0
            1 0 1 1 0 1
            1 1 0 1 1 0
            1 1 1 1 1 1
            """;

    @Test
    void readsPointsInAnyOrder() {
        LutFile read = TestFiles.read("spi3d", HEADER + POINTS);
        String reversed =
                POINTS.lines().collect(Collectors.toList()).reversed().stream().collect(Collectors.joining("\r\n"));

        assertThat(read.lut().lattice()).startsWith(0, 0, 0, -1, 0, 0, 0, 2, 0, 1, 1, 0, 0, 0, 0.5f);
        assertThat(read.lut().domain().isUnit()).isTrue();
        assertThat(TestFiles.read("spi3d", "spilut 1.0\r\n3 3\r\n\r\n2 2 2\r\n" + reversed)
                        .lut()
                        .lattice())
                .isEqualTo(read.lut().lattice());
    }

    @Test
    void writesBlueFastest() throws IOException {
        Lut3d look = TestFiles.look(3, RgbBox.UNIT);
        byte[] file = TestFiles.write(new Spi3dFormat().layoutOfSize(3), look, LutHeader.of(null, RgbBox.UNIT));

        String[] lines = new String(file, StandardCharsets.US_ASCII).split("\n");
        assertThat(lines).hasSize(3 + 27);
        assertThat(lines).startsWith("SPILUT 1.0", "3 3", "3 3 3");
        assertThat(lines[3]).startsWith("0 0 0 ");
        assertThat(lines[4]).startsWith("0 0 1 ");
        assertThat(lines[6]).startsWith("0 1 0 ");
        assertThat(lines[12]).startsWith("1 0 0 ");
        assertThat(TestFiles.read(new Spi3dFormat(), file, FormatLimits.DEFAULT)
                        .lut()
                        .lattice())
                .isEqualTo(look.lattice());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPILUT | LUT | spi3d-header | 1",
                "3 3 | 3 1 | spi3d-header | 2",
                "3 3 | 3 | spi3d-header | 2",
                "3 3 | 3 3 3 | spi3d-header | 2",
                "2 2 2 | 2 2 3 | spi3d-size | 3",
                "2 2 2 | 2 2 | spi3d-size | 3",
                "2 2 2 | 2 2 2 2 | spi3d-size | 3",
                "2 2 2 | 1 1 1 | spi3d-size | 3",
                "2 2 2 | 257 257 257 | spi3d-size | 3",
                "2 2 2 | 4294967298 2 2 | spi3d-size | 3",
                "2 2 2 | 3 3 3 | spi3d-row-count | 12",
                "0 1 0 0 2 0 | 0 2 0 0 2 0 | spi3d-index | 6",
                "0 1 0 0 2 0 | 0 -1 0 0 2 0 | spi3d-index | 6",
                "0 1 0 0 2 0 | 0 0.5 0 0 2 0 | spi3d-index | 6",
                "0 1 0 0 2 0 | 0 0 1 0 2 0 | spi3d-index | 6",
                "0 1 0 0 2 0 | 0 1 0 0 2 | spi3d-columns | 6",
                "0 1 0 0 2 0 | 0 1 0 | spi3d-columns | 6",
                "0 1 0 0 2 0 | 0 1 0 0 2 0 0 | spi3d-columns | 6",
                "0 1 0 0 2 0 | 0 1 0 0 NaN 0 | spi3d-not-finite | 6",
                "0 1 0 0 2 0 | 0 1 0 0 x 0 | spi3d-not-a-number | 6",
            })
    void refuses(String part, String instead, String code, int line) {
        TestFiles.assertRefused("spi3d", (HEADER + POINTS).replace(part, instead), code, line);
    }

    @Test
    void refusesWhatIsCutOffOrGoesOn() {
        TestFiles.assertRefused("spi3d", "", "spi3d-header", 1);
        TestFiles.assertRefused("spi3d", "SPILUT 1.0\n3 3\n", "spi3d-size", 2);
        TestFiles.assertRefused("spi3d", HEADER + POINTS + "0 0 0 0 0 0\n", "spi3d-row-count", 13);
    }

    /** A claimed size costs nothing. */
    @Test
    void takesMemoryAsPointsArrive() {
        String points = IntStream.range(0, 20_000)
                .mapToObj(i -> "0 %d %d 0 0 0\n".formatted(i / 256, i % 256))
                .collect(Collectors.joining());
        TestFiles.assertRefused("spi3d", "SPILUT 1.0\n3 3\n256 256 256\n" + points, "spi3d-row-count", 20_003);
    }
}
