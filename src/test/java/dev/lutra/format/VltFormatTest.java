package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VltFormatTest {

    private static final String ROWS = "0 0 0\n4095 0 0\n0 4095 0\n0 0 0\n0 0 4095\n1 0 0\n0 2 0\n4095 3 0\n";

    @Test
    void writesWhatCamerasRead() throws IOException {
        float[] lattice = TestFiles.look(17, RgbBox.UNIT).lattice();
        lattice[0] = -0.2f;
        lattice[1] = 1.2f;
        byte[] file = TestFiles.write(
                new VltFormat().layout(WriteOptions.ofSize(null), WriteLimits.NONE),
                new Lut3d(17, RgbBox.UNIT, lattice),
                LutHeader.of("Été", RgbBox.UNIT));

        String text = new String(file, StandardCharsets.US_ASCII);
        assertThat(text)
                .startsWith("# panasonic vlt file version 1.0\n# source vlt file \"\"\nLUT_3D_SIZE 17\n\n0 4095 819\n");
        float[] read = TestFiles.read(new VltFormat(), file, FormatLimits.DEFAULT)
                .lut()
                .lattice();
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).isEqualTo(CodeValue.round(lattice[i], 4095) / 4095f);
        }
    }

    @Test
    void isToldFromCubeFiles() throws IOException {
        for (String text : new String[] {"# Panasonic VLT file version 1.0\n", ""}) {
            byte[] file = (text + "LUT_3D_SIZE 2\n" + ROWS).getBytes(StandardCharsets.US_ASCII);
            String name = text.isEmpty() ? "a.vlt" : "a.txt";
            assertThat(LutFormats.of(FileStart.of(name, new ByteArrayInputStream(file)), name))
                    .containsInstanceOf(VltFormat.class);
            assertThat(TestFiles.read(new VltFormat(), file, FormatLimits.DEFAULT)
                            .lut()
                            .lattice())
                    .startsWith(0, 0, 0, 1, 0, 0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LUT_3D_SIZE 2 | LUT_3D_SIZE | vlt-size-missing | 1",
                "LUT_3D_SIZE 2 | LUT_1D_SIZE 2 | vlt-size-missing | 1",
                "LUT_3D_SIZE 2 | LUT_3D_SIZE 257 | vlt-size | 1",
                "LUT_3D_SIZE 2 | LUT_3D_SIZE 2 2 | vlt-size | 1",
                "LUT_3D_SIZE 2 | LUT_3D_SIZE 3 | vlt-row-count | 9",
                "4095 0 0 | 4096 0 0 | vlt-not-a-whole-number | 3",
                "4095 0 0 | -1 0 0 | vlt-not-a-whole-number | 3",
                "4095 0 0 | 0.5 0 0 | vlt-not-a-whole-number | 3",
                "4095 0 0 | 4095 0 | vlt-columns | 3",
                "4095 0 0 | 4095 0 0 0 | vlt-columns | 3",
                "4095 3 0 | 4095 3 0~0 0 0 | vlt-row-count | 10",
            })
    void refuses(String part, String instead, String code, int line) {
        TestFiles.assertRefused(
                "vlt", ("LUT_3D_SIZE 2\n" + ROWS).replace(part, instead).replace('~', '\n'), code, line);
    }
}
