package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.CodeValue;
import dev.lutra.color.HaldLevel;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngFormatTest {

    private static final HaldLevel LEVEL = new HaldLevel(3);

    @ParameterizedTest
    @CsvSource({"2, 8", "3, 16", "4, 8", "5, 16", "8, 8", "8, 16"})
    void readsWhatItWrote(int number, int depth) {
        var level = new HaldLevel(number);
        int max = (1 << depth) - 1;
        Lut3d lut = TestFiles.look(level.cubeSize(), RgbBox.UNIT);

        Lut3d read = TestFiles.readPng(png(lut, level, depth)).lut();

        assertThat(read.size()).isEqualTo(level.cubeSize());
        for (int i = 0; i < lut.lattice().length; i++) {
            assertThat(read.lattice()[i]).isEqualTo((float) CodeValue.round(lut.lattice()[i], max) / max);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void givesTheSameBytesWhenReadAndWrittenAgain(int depth) {
        byte[] written = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, depth);

        assertThat(png(TestFiles.readPng(written).lut(), LEVEL, depth)).isEqualTo(written);
    }

    @Test
    void writesTheSameInPieces() throws IOException {
        Lut3d lut = TestFiles.look(9, RgbBox.UNIT);
        var out = new ByteArrayOutputStream();
        try (var writer = new PngWriter(out, LEVEL.side(), LEVEL.side(), 8)) {
            int length = 3 * 100;
            for (int from = 0; from < lut.lattice().length; from += length) {
                float[] piece = Arrays.copyOfRange(lut.lattice(), from, Math.min(from + length, 3 * lut.points()));
                writer.accept(piece, piece.length / 3);
            }
        }

        assertThat(out.toByteArray()).isEqualTo(png(lut, LEVEL, 8));
    }

    @Test
    void refusesToEndBeforeTheLatticeDoes() throws IOException {
        var writer = new PngWriter(new ByteArrayOutputStream(), LEVEL.side(), LEVEL.side(), 8);
        writer.accept(new float[3 * 728], 728);

        assertThatIllegalStateException().isThrownBy(() -> writer.accept(new float[6], 2));
        assertThatIllegalStateException().isThrownBy(writer::close);
    }

    /** The kinds of image that Java writes as PNG with the same samples. */
    enum Kind {
        GREY_8(BufferedImage.TYPE_BYTE_GRAY),
        GREY_16(BufferedImage.TYPE_USHORT_GRAY),
        BLACK_AND_WHITE(BufferedImage.TYPE_BYTE_BINARY),
        RGB_8(BufferedImage.TYPE_3BYTE_BGR),
        RGBA_8(BufferedImage.TYPE_4BYTE_ABGR);

        final int type;

        Kind(int type) {
            this.type = type;
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesSamplesAsTheyAre(Kind kind) {
        var image = new BufferedImage(27, 27, kind.type);
        assertReadsSamples(image, false);
    }

    @Test
    void takesSamplesOf16BitColourWithAndWithoutAlphaAsTheyAre() {
        for (boolean alpha : new boolean[] {false, true}) {
            var model = new ComponentColorModel(
                    ColorSpace.getInstance(ColorSpace.CS_sRGB),
                    alpha,
                    false,
                    alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                    DataBuffer.TYPE_USHORT);
            var image = new BufferedImage(model, model.createCompatibleWritableRaster(27, 27), false, null);
            assertReadsSamples(image, alpha);
        }
    }

    @Test
    void takesSamplesOfGreyWithAlphaAsTheyAre() {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        assertReadsSamples(new BufferedImage(model, model.createCompatibleWritableRaster(27, 27), false, null), true);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void readsPalettes(int bits) {
        var random = new SplittableRandom(bits);
        int last = (1 << bits) - 1;
        var colours = new byte[3][1 << bits];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i <= last; i++) {
                colours[channel][i] = (byte) Math.clamp(255L * i / last + random.nextInt(-20, 21), 0, 255);
            }
        }
        var palette = new IndexColorModel(bits, 1 << bits, colours[0], colours[1], colours[2]);
        var image = new BufferedImage(
                27, 27, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int i = 0; i < 729; i++) {
            image.getRaster().setSample(i % 27, i / 27, 0, code(i, (1 << bits) - 1, random));
        }

        float[] lattice = TestFiles.readPng(png(image)).lut().lattice();

        for (int i = 0; i < 729; i++) {
            int index = image.getRaster().getSample(i % 27, i / 27, 0);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(lattice[3 * i + channel]).isEqualTo(Byte.toUnsignedInt(colours[channel][index]) / 255f);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"27, 26", "26, 27", "1, 1", "33, 33", "511, 511", "4913, 4913", "2147483647, 2147483647"})
    void refusesOtherShapesBeforeItDecodes(int width, int height) {
        byte[] file = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, 8);
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        seal(file);

        assertThat(refusal(file, FormatLimits.DEFAULT).code()).isEqualTo("hald-shape");
    }

    @Test
    void keepsToItsLimits() {
        byte[] file = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, 8);

        assertThat(refusal(file, new FormatLimits(8, 2, 1 << 20)).code()).isEqualTo("hald-size");
        assertThat(refusal(file, new FormatLimits(9, 2, file.length - 1)).code())
                .isEqualTo("file-too-large");
        assertThat(TestFiles.read(new PngFormat(), file, new FormatLimits(9, 2, file.length))
                        .lut()
                        .size())
                .isEqualTo(9);
    }

    @Test
    void refusesOtherFiles() {
        for (byte[] file : new byte[][] {
            {}, {(byte) 0x89, 'P'}, "GIF89a".getBytes(StandardCharsets.US_ASCII), TestFiles.cube(Lut3d.identity(2), "")
        }) {
            assertThat(refusal(file, FormatLimits.DEFAULT).code()).isEqualTo("hald-not-png");
        }
    }

    /** 300 MB of zeros named .png were read whole before they were looked at. */
    @Test
    void looksAtTheStartBeforeItReadsTheRest() throws IOException {
        byte[] file = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, 8);
        byte[] wall = Arrays.copyOf(file, 33);
        ByteBuffer.wrap(wall).putInt(16, 5000).putInt(20, 5000);
        seal(wall);
        for (byte[] start : new byte[][] {{}, Arrays.copyOf(file, 8), Arrays.copyOf(file, 33), wall}) {
            var zeros = new ByteArrayInputStream(Arrays.copyOf(start, 4 << 20));

            assertThat(catchThrowableOfType(
                            InvalidLutFile.class, () -> new PngFormat().read(zeros, FormatLimits.DEFAULT)))
                    .isNotNull();
            assertThat((4 << 20) - zeros.available()).isLessThan(64);
        }
    }

    @Test
    void keepsNoMoreThanTheSamplesNeed() throws IOException {
        byte[] file = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, 8);
        var out = new ByteArrayOutputStream();
        out.write(file, 0, 33);
        int start = out.size();
        var zeros = new byte[1 << 16];
        for (int i = 0; i < 100; i++) {
            chunk("IDAT", zeros, out);
        }
        var many = new ByteArrayInputStream(out.toByteArray());

        assertThat(catchThrowableOfType(InvalidLutFile.class, () -> new PngFormat().read(many, FormatLimits.DEFAULT)))
                .hasMessageContaining("more data than its size needs");
        assertThat(out.size() - start - many.available()).isLessThan(3 << 16);
    }

    @Test
    void passesOverWhatIsNoSample() throws IOException {
        byte[] file = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, 8);
        var out = new ByteArrayOutputStream();
        out.write(file, 0, 33);
        chunk("iCCP", new byte[3 << 20], out);
        chunk("zTXt", new byte[] {1, 2, 3}, out);
        out.write(file, 33, file.length - 33);

        assertThat(TestFiles.readPng(out.toByteArray()).lut().lattice())
                .isEqualTo(TestFiles.readPng(file).lut().lattice());
    }

    private static void chunk(String type, byte[] data, ByteArrayOutputStream out) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        out.writeBytes(chunk.putInt((int) crc.getValue()).array());
    }

    @Test
    void refusesFilesThatAreCut() {
        byte[] file = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, 8);
        for (int length = 8; length < file.length; length++) {
            assertThat(refusal(Arrays.copyOf(file, length), FormatLimits.DEFAULT)
                            .code())
                    .isEqualTo("hald-damaged");
        }
    }

    @Test
    void refusesFilesThatAreDamaged() {
        byte[] file = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, 8);
        for (int at = 8; at < file.length; at++) {
            byte[] damaged = file.clone();
            damaged[at] ^= 1;

            assertThat(refusal(damaged, FormatLimits.DEFAULT).code()).isEqualTo("hald-damaged");
        }
    }

    /** Damage behind a checksum that fits, as a hostile file has it. */
    @Test
    void readsOrRefusesWhateverTheHeaderSays() {
        byte[] file = png(TestFiles.look(9, RgbBox.UNIT), LEVEL, 8);
        for (int at = 24; at < 29; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = file.clone();
                changed[at] = (byte) value;
                seal(changed);
                try {
                    assertThat(TestFiles.readPng(changed).lut().size()).isEqualTo(9);
                } catch (InvalidLutFile e) {
                    assertThat(e.code()).isIn("hald-damaged", "png-layout");
                }
            }
        }
    }

    private static void assertReadsSamples(BufferedImage image, boolean alpha) {
        var raster = image.getRaster();
        int depth = image.getSampleModel().getSampleSize(0);
        int bands = raster.getNumBands();
        var random = new SplittableRandom(depth);
        for (int i = 0; i < 729 * bands; i++) {
            raster.setSample(i / bands % 27, i / bands / 27, i % bands, code(i / bands, (1 << depth) - 1, random));
        }

        float[] lattice = TestFiles.readPng(png(image)).lut().lattice();

        int colours = alpha ? bands - 1 : Math.min(bands, 3);
        for (int i = 0; i < lattice.length; i++) {
            int code = raster.getSample(i / 3 % 27, i / 81, i % 3 % colours);
            assertThat(lattice[i]).isCloseTo(code / (float) ((1 << depth) - 1), within(1e-7f));
        }
    }

    /** A code of a look: it rises with red, green and blue, but not smoothly. */
    private static int code(int point, int max, SplittableRandom random) {
        double lightness = (point % 9 + point / 9 % 9 + point / 81) / 24.0;
        double uneven = max > 3 ? random.nextDouble(-0.03, 0.03) : 0;
        return (int) Math.round(Math.clamp(lightness + uneven, 0, 1) * max);
    }

    private static InvalidLutFile refusal(byte[] file, FormatLimits limits) {
        InvalidLutFile invalid = catchThrowableOfType(
                InvalidLutFile.class, () -> new PngFormat().read(new ByteArrayInputStream(file), limits));
        assertThat(invalid).as("refused").isNotNull();
        assertThat(invalid.line()).isEmpty();
        return invalid;
    }

    /** Makes the header's checksum fit again. */
    private static void seal(byte[] file) {
        var crc = new CRC32();
        crc.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) crc.getValue());
    }

    private static byte[] png(Lut3d lut, HaldLevel level, int depth) {
        var out = new ByteArrayOutputStream();
        try (var writer = new PngWriter(out, level.side(), level.side(), depth)) {
            writer.accept(lut.lattice(), lut.points());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] png(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, "png", out)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
