package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Curve;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubeWriterTest {

    @Test
    void writesHeaderAndRows() {
        assertThat(text(Lut3d.identity(2), "Plain"))
                .startsWith("TITLE \"Plain\"\nLUT_3D_SIZE 2\n0.000000 0.000000 0.000000\n1.000000 0.000000 0.000000\n")
                .endsWith("\n1.000000 1.000000 1.000000\n");
    }

    @Test
    void writesADomainOnlyWhereItIsNotTheUnit() {
        var domain = new RgbBox(new Rgb(-0.5f, 0, 1e-8f), new Rgb(1.1f, 1, 65504));

        assertThat(text(TestFiles.look(2, domain), null))
                .startsWith("LUT_3D_SIZE 2\nDOMAIN_MIN -0.5 0 0.00000001\nDOMAIN_MAX 1.1 1 65504\n")
                .doesNotContain("TITLE");
        assertThat(text(Lut3d.identity(2), null)).doesNotContain("DOMAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a \"b\" c|a 'b' c",
                "~a\r\nLUT_3D_SIZE 9~|a LUT_3D_SIZE 9",
                "Été 東京|Été 東京",
                "~a\0\tb~|a b",
                "~a\u2028b\u202Ec\u0085~|a bc"
            })
    void writesTitlesThatReadersUnderstand(String title, String written) {
        byte[] file = TestFiles.cube(Lut3d.identity(2), title);

        assertThat(new String(file, StandardCharsets.UTF_8)).startsWith("TITLE \"" + written + "\"\nLUT_3D_SIZE 2\n");
        assertThat(TestFiles.readCube(file, FormatLimits.DEFAULT).title()).isEqualTo(written);
    }

    @Test
    void roundsLikeBigDecimal() {
        long seed = 1;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        var lattice = new float[3 * 33 * 33 * 33];
        float[] special = {
            0,
            -0f,
            1,
            -1,
            0.5f,
            9.9999995f,
            9.999999f,
            10,
            99.99999f,
            1e-7f,
            -1e-7f,
            5e-7f,
            -5e-7f,
            0.0000005f,
            1.5e-6f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            9e12f,
            -9e12f,
            8.9e12f,
            -8.9e12f,
            1234567.9f,
            -1234567.9f,
            1 / 128f,
            3 / 128f,
            1 / 4096f,
            0.99999994f,
            0.9999995f
        };
        System.arraycopy(special, 0, lattice, 0, special.length);
        for (int i = special.length; i < lattice.length; i++) {
            lattice[i] = switch (i % 4) {
                case 0 -> random.nextInt(256) / 255f;
                case 1 -> (float) random.nextDouble(-0.1, 12);
                case 2 -> random.nextInt() / 128f / (1 << 20);
                default -> {
                    float any = Float.intBitsToFloat(random.nextInt());
                    yield Float.isFinite(any) ? any : 0;
                }
            };
        }

        String[] rows = text(new Lut3d(33, RgbBox.UNIT, lattice), null).split("\n");

        assertThat(rows).hasSize(1 + 33 * 33 * 33);
        for (int row = 1; row < rows.length; row++) {
            int at = 3 * (row - 1);
            assertThat(rows[row])
                    .isEqualTo(
                            expected(lattice[at]) + " " + expected(lattice[at + 1]) + " " + expected(lattice[at + 2]));
        }
    }

    @Test
    void givesTheSameBytesWhenReadAndWrittenAgain() {
        var domain = new RgbBox(new Rgb(-0.1f, 0, 0), new Rgb(1.3f, 2, 1 / 3f));
        float[] lattice = Lut3d.identity(17).lattice();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) (Math.sin(i) * Math.pow(10, i % 9 - 3));
        }
        byte[] written = TestFiles.cube(new Lut3d(17, domain, lattice), "Été \"17\"");

        LutFile read = TestFiles.readCube(written, FormatLimits.DEFAULT);

        assertThat(TestFiles.cube(read.lut(), read.title())).isEqualTo(written);
    }

    @Test
    void writesTheSameInPieces() throws IOException {
        Lut3d lut = TestFiles.look(9, RgbBox.UNIT);
        var out = new ByteArrayOutputStream();
        try (var writer = new CubeWriter(out, "a", 9, RgbBox.UNIT)) {
            var slab = new float[3 * 9 * 9];
            for (int from = 0; from < lut.lattice().length; from += slab.length) {
                System.arraycopy(lut.lattice(), from, slab, 0, slab.length);
                writer.accept(slab, 81);
            }
        }

        assertThat(out.toByteArray()).isEqualTo(TestFiles.cube(lut, "a"));
    }

    @Test
    void refusesWhatIsNotALattice() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new CubeWriter(out, null, 2, RgbBox.UNIT);
        writer.accept(new float[21], 7);

        assertThatIllegalStateException().isThrownBy(() -> writer.accept(new float[6], 2));
        assertThatIllegalStateException().isThrownBy(writer::close).withMessageContaining("1");
        assertThatIllegalArgumentException().isThrownBy(() -> writer.accept(new float[] {0, Float.NaN, 0}, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CubeWriter(out, null, 257, RgbBox.UNIT));
    }

    @Test
    void writesTheRangeOfResolve() throws IOException {
        var range = new RgbBox(new Rgb(-0.8f, -0.8f, -0.8f), new Rgb(1.4f, 1.4f, 1.4f));

        assertThat(resolve(Lut3d.identity(2, range), new LutHeader("Été", range, null, false)))
                .startsWith("# Été\nLUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE -0.8 1.4\n-0.800000 -0.800000 -0.800000\n");
        assertThat(resolve(Lut3d.identity(2), LutHeader.of(null, RgbBox.UNIT)))
                .startsWith("LUT_3D_SIZE 2\n0.000000 0.000000 0.000000\n");
    }

    @Test
    void writesTheShaperOfResolve() throws IOException {
        var range = new RgbBox(new Rgb(-0.1f, -0.1f, -0.1f), new Rgb(1.1f, 1.1f, 1.1f));
        Shaper shaper = Shaper.of(Curve.uniform(0, 16, new float[] {-0.1f, 0.75f, 1.1f}));
        Lut3d look = TestFiles.look(3, range);

        String text = resolve(look, new LutHeader(null, range, shaper, false));

        assertThat(text).startsWith("""
                LUT_1D_SIZE 3
                LUT_1D_INPUT_RANGE 0 16
                LUT_3D_SIZE 3
                LUT_3D_INPUT_RANGE -0.1 1.1
                -0.100000 -0.100000 -0.100000
                0.750000 0.750000 0.750000
                1.100000 1.100000 1.100000
                """);
        LutFile read = TestFiles.readCube(text);
        assertThat(read.shaper()).isEqualTo(shaper);
        assertThat(read.lut().domain()).isEqualTo(range);
        assertThat(read.lut().lattice()).isEqualTo(look.lattice());
    }

    /** Resolve has one range for all channels. */
    @Test
    void writesAShaperForADomainThatIsNotTheSameInAllChannels() throws IOException {
        var domain = new RgbBox(new Rgb(-1, 0, 0.25f), new Rgb(1, 2, 0.75f));
        var look = TestFiles.look(5, domain);
        Shaper curves = new Shaper(
                Curve.uniform(0, 1, new float[] {-1, 1}),
                Curve.uniform(0, 4, new float[] {0, 1, 2}),
                Curve.of(new float[] {0, 0.5f, 2}, new float[] {0.25f, 0.5f, 0.75f}));

        LutFile alone = TestFiles.readCube(resolve(look, LutHeader.of(null, domain)));
        LutFile behind = TestFiles.readCube(resolve(look, new LutHeader(null, domain, curves, false)));

        assertThat(TestFiles.shaper(alone).points()).isEqualTo(2);
        assertThat(TestFiles.shaper(behind).points()).isEqualTo(65536);
        assertThat(behind.inputs()).isEqualTo(new RgbBox(Rgb.BLACK, new Rgb(4, 4, 4)));
        var original = new LutFile(look, null, List.of());
        var shaped = new LutFile(look, curves, null, List.of());
        for (float at = -2; at < 5; at += 0.1f) {
            float other = 1 - at;
            assertThat(TestFiles.output(alone, at, other, at / 2))
                    .containsExactly(TestFiles.output(original, at, other, at / 2), within(1e-5f));
            assertThat(TestFiles.output(behind, at, other, at / 2))
                    .containsExactly(TestFiles.output(shaped, at, other, at / 2), within(1e-4f));
        }
    }

    private static String resolve(Lut3d lut, LutHeader header) throws IOException {
        LutLayout layout =
                LutFormats.CUBE.layout(new WriteOptions(lut.size(), null, null, "resolve", null), WriteLimits.NONE);
        assertThat(layout.holdsShaper()).isTrue();
        return new String(TestFiles.write(layout, lut, header), StandardCharsets.UTF_8);
    }

    private static String expected(float value) {
        String text = new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
        return text.equals("-0.000000") ? "0.000000" : text;
    }

    private static String text(Lut3d lut, @Nullable String title) {
        return new String(TestFiles.cube(lut, title), StandardCharsets.UTF_8);
    }
}
