package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.color.Shaper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, out comes a lattice of finite values or a refusal of the format. */
class TextMutationsTest {

    private static final int MUTATIONS = 20_000;
    private static final byte[] ALPHABET =
            "0123456789.+-eE# \t\r\n\"naifLUT_\u0000\u00ff,x{}<".getBytes(StandardCharsets.ISO_8859_1);

    static Stream<Arguments> files() {
        String rows = "0.098039 1.5e-1 .25\r\n";
        String indexed = "";
        for (int i = 0; i < 27; i++) {
            indexed += "%d %d %d 0.1 .2 3e-1\n".formatted(i / 9, i / 3 % 3, i % 3);
        }
        return Stream.of(
                Arguments.of(
                        "cube",
                        "TITLE \"a\"\nLUT_1D_SIZE 2\nLUT_1D_INPUT_RANGE 0.0 1.0\nLUT_IN_VIDEO_RANGE\n0 0 0\n1 1 1\n"
                                + "LUT_3D_SIZE 3\nLUT_3D_INPUT_RANGE 0.0 1.0\nLUT_OUT_VIDEO_RANGE\n# rows\n"
                                + rows.repeat(27)),
                Arguments.of("itx", "LUT_3D_SIZE 3\n\n" + rows.repeat(27)),
                Arguments.of(
                        "csp",
                        "CSPLUTV100\n3D\nBEGIN METADATA\na\nEND METADATA\n4\n0 1 2 3\n0 .5 .6 1\n0\n2\n0 1\n1 0\n3 3 3\n"
                                + rows.repeat(27)),
                Arguments.of("csp", "CSPLUTV100\n1D\n4\n0 1 2 3\n0 .5 .2 1\n0\n2\n0 1\n1 0\n9\n" + rows.repeat(9)),
                Arguments.of("spi1d", "Version 1\nFrom 0 2\nLength 9\nComponents 3\n{\n" + rows.repeat(9) + "}\n"),
                Arguments.of("spi3d", "SPILUT 1.0\n3 3\n3 3 3\n" + indexed),
                Arguments.of("3dl", "3DMESH\nMesh 2 10\n0 256 512 767 1023\n" + "1 20 1023\n".repeat(125) + "LUT8\n"),
                Arguments.of("3dl", "0 341 682 1023\n\n" + "1 20 4095\n".repeat(64)),
                Arguments.of("vlt", "# panasonic vlt file version 1.0\nLUT_3D_SIZE 3\n\n" + "1 20 4095\n".repeat(27)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void survivesMutations(String format, String text) {
        long seed = 1;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        LutFormat reader = LutFormats.byName(format).orElseThrow();
        var limits = new FormatLimits(64, 100, 1 << 20);
        assertThat(TestFiles.read(reader, file, limits).lut().lattice()).isNotEmpty();
        for (int i = 0; i < MUTATIONS; i++) {
            try {
                LutFile read = TestFiles.read(reader, mutated(file, random), limits);
                requireFinite(read.lut().lattice());
                Shaper shaper = read.shaper();
                for (int channel = 0; shaper != null && channel < 3; channel++) {
                    requireFinite(shaper.curve(channel).outputs());
                }
            } catch (InvalidLutFile e) {
                assertThat(e.code()).startsWith(format + "-");
                assertThat(e.line()).isPresent();
            }
        }
    }

    private static byte[] mutated(byte[] file, SplittableRandom random) {
        byte[] mutated = file.clone();
        for (int change = random.nextInt(1, 4); change > 0; change--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(3)) {
                case 0 -> mutated[at] = ALPHABET[random.nextInt(ALPHABET.length)];
                case 1 -> mutated = Arrays.copyOf(mutated, Math.max(at, 1));
                default -> {
                    int length = random.nextInt(mutated.length - at);
                    System.arraycopy(mutated, at, mutated, random.nextInt(mutated.length - length), length);
                }
            }
        }
        return mutated;
    }

    private static void requireFinite(float[] values) {
        for (float value : values) {
            assertThat(Float.isFinite(value)).isTrue();
        }
    }
}
