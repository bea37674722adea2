package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.color.Lut3d;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ItxFormatTest {

    private static final String FILE = "LUT_3D_SIZE 2\n\n" + "0 0 2\n".repeat(8);

    @Test
    void isToldFromCubeFilesByItsName() throws IOException {
        assertThat(format("a.itx")).isInstanceOf(ItxFormat.class);
        assertThat(format("a.ITX")).isInstanceOf(ItxFormat.class);
        assertThat(format("a.cube")).isInstanceOf(CubeFormat.class);
        assertThat(format("a.txt")).isInstanceOf(CubeFormat.class);
    }

    private static LutFormat format(String name) throws IOException {
        var in = new ByteArrayInputStream(FILE.getBytes(StandardCharsets.US_ASCII));
        return LutFormats.of(FileStart.of(name, in), name).orElseThrow();
    }

    @Test
    void readsAndWritesRows() throws IOException {
        assertThat(TestFiles.read("itx", FILE).lut().lattice())
                .startsWith(0, 0, 2)
                .hasSize(24);
        byte[] file = TestFiles.write(
                new ItxFormat().layoutOfSize(2),
                Lut3d.identity(2),
                LutHeader.of("a", Lut3d.identity(2).domain()));
        assertThat(new String(file, StandardCharsets.US_ASCII))
                .startsWith("LUT_3D_SIZE 2\n\n0.000000 0.000000 0.000000\n1.000000 0.000000 0.000000\n");
    }

    @Test
    void namesItselfInErrors() {
        TestFiles.assertRefused("itx", FILE + "0 0 0\n", "itx-row-count", 11);
        TestFiles.assertRefused("itx", "LUT_3D_SIZE 1\n", "itx-size", 1);
        TestFiles.assertRefused("itx", FILE.replaceFirst("0 0 2", "0 nan 2"), "itx-not-finite", 3);
    }
}
