package dev.lutra.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotographTest {

    private static final Lut3d LOOK = TestImages.look(17);

    /** The codes of the answer are those of the tetrahedral interpolation, to the last bit. */
    @ParameterizedTest
    @CsvSource({
        "PNG, 3, 8",
        "PNG, 4, 8",
        "PNG, 3, 16",
        "PNG, 4, 16",
        "TIFF, 3, 8",
        "TIFF, 4, 8",
        "TIFF, 3, 16",
        "TIFF, 4, 16"
    })
    void gradesColoursExactly(ImageType type, int channels, int depth) {
        byte[] file = TestImages.write(type, 61, 37, channels, depth);
        Photograph photograph = TestImages.decode(file);
        assertThat(photograph.depth()).isEqualTo(depth);
        Raster before = TestImages.read(file);
        Raster after = TestImages.read(TestImages.graded(file, LOOK));
        assertThat(after.getNumBands()).isEqualTo(channels);
        int max = (1 << depth) - 1;
        assertThat(after.getSampleModel().getSampleSize(0)).isEqualTo(depth);
        var out = new float[3];
        for (int y = 0; y < 37; y++) {
            for (int x = 0; x < 61; x++) {
                int[] from = before.getPixel(x, y, (int[]) null);
                Interpolation.TETRAHEDRAL.apply(
                        LOOK, (float) from[0] / max, (float) from[1] / max, (float) from[2] / max, out, 0);
                int[] to = after.getPixel(x, y, (int[]) null);
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(to[channel]).isEqualTo(CodeValue.round(out[channel], max));
                }
                if (channels == 4) {
                    assertThat(to[3]).isEqualTo(from[3]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PNG, 1, 8", "PNG, 2, 8", "PNG, 1, 16", "PNG, 2, 16", "TIFF, 1, 8", "TIFF, 1, 16", "TIFF, 2, 8"})
    void coloursGreysWhereTheLookDoes(ImageType type, int channels, int depth) {
        byte[] file = TestImages.write(type, 40, 30, channels, depth);
        Raster before = TestImages.read(file);
        Raster coloured = TestImages.read(TestImages.graded(file, LOOK));
        Raster grey = TestImages.read(TestImages.graded(file, TestImages.greys(9)));
        assertThat(coloured.getNumBands()).isEqualTo(channels + 2);
        assertThat(grey.getNumBands()).isEqualTo(channels);
        int max = (1 << depth) - 1;
        var out = new float[3];
        for (int x = 0; x < 40; x++) {
            float value = (float) before.getSample(x, 11, 0) / max;
            Interpolation.TETRAHEDRAL.apply(LOOK, value, value, value, out, 0);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(coloured.getSample(x, 11, channel)).isEqualTo(CodeValue.round(out[channel], max));
            }
            assertThat(grey.getSample(x, 11, 0)).isCloseTo(before.getSample(x, 11, 0), within(1));
            if (channels == 2) {
                assertThat(grey.getSample(x, 11, 1)).isEqualTo(before.getSample(x, 11, 1));
                assertThat(coloured.getSample(x, 11, 3)).isEqualTo(before.getSample(x, 11, 1));
            }
        }
    }

    /** Only the colours change, and not which of them a pixel has. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void keepsPalettes(String format) throws IOException {
        var argb = new int[256];
        for (int i = 0; i < 256; i++) {
            argb[i] = 0xFF000000 | i << 16 | (255 - i) << 8 | i / 2;
        }
        var image = new BufferedImage(50, 20, BufferedImage.TYPE_BYTE_INDEXED, Rasters.palette(argb, false));
        for (int x = 0; x < 50; x++) {
            image.getRaster().setSample(x, 7, 0, 5 * x);
        }
        byte[] graded = TestImages.graded(TestImages.write(image, format), LOOK);
        BufferedImage after = ImageIO.read(new ByteArrayInputStream(graded));
        assertThat(after.getColorModel()).isInstanceOf(IndexColorModel.class);
        var out = new float[3];
        for (int x = 0; x < 50; x++) {
            assertThat(after.getRaster().getSample(x, 7, 0)).isEqualTo(5 * x);
            int i = 5 * x;
            Interpolation.TETRAHEDRAL.apply(LOOK, i / 255f, (255 - i) / 255f, i / 2 / 255f, out, 0);
            int rgb = CodeValue.round(out[0], 255) << 16 | CodeValue.round(out[1], 255) << 8;
            assertThat(after.getRGB(x, 7) & 0xFFFFFF).isEqualTo(rgb | CodeValue.round(out[2], 255));
        }
    }

    /** A PNG may name one colour that is transparent: after the look others might have it. */
    @Test
    void keepsATransparentColour() {
        BufferedImage image = TestImages.image(20, 20, 3, 8);
        image.getRaster().setPixel(4, 5, new int[] {1, 2, 3});
        byte[] file = TestImages.withChunk(TestImages.write(image, "png"), "tRNS", new byte[] {0, 1, 0, 2, 0, 3});
        Raster after = TestImages.read(TestImages.graded(file, LOOK));
        assertThat(after.getNumBands()).isEqualTo(4);
        assertThat(after.getSample(4, 5, 3)).isZero();
        assertThat(after.getSample(5, 5, 3)).isEqualTo(255);
    }

    @Test
    void gradesJpegs() {
        byte[] file = TestImages.write(ImageType.JPEG, 320, 200, 3, 8);
        Raster before = TestImages.read(file);
        Raster after = TestImages.read(TestImages.write(TestImages.decode(file).graded(LOOK, TestImages::inTurn), 100));
        var out = new float[3];
        double sum = 0;
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 320; x++) {
                int[] from = before.getPixel(x, y, (int[]) null);
                Interpolation.TETRAHEDRAL.apply(LOOK, from[0] / 255f, from[1] / 255f, from[2] / 255f, out, 0);
                for (int channel = 0; channel < 3; channel++) {
                    double error = after.getSample(x, y, channel) - 255 * Math.clamp(out[channel], 0, 1);
                    sum += error * error;
                }
            }
        }
        // The colour is halved in both directions, and has some noise.
        assertThat(Math.sqrt(sum / (3 * 320 * 200))).isLessThan(5);
    }

    @Test
    void makesRgbOfFourInks() throws IOException {
        Photograph photograph = TestImages.decode(TestImages.cmyk(60, 40));
        assertThat(photograph.warnings()).containsExactly("the CMYK image became RGB");
        assertThat(photograph.image().getRaster().getNumBands()).isEqualTo(3);
        Raster written = TestImages.read(TestImages.write(photograph, 0));
        assertThat(written.getNumBands()).isEqualTo(3);
        var first = new float[180];
        photograph.readRow(39, first);
        // No cyan at the right, all of it at the left.
        assertThat(first[177] - first[0]).isGreaterThan(0.02f);
    }

    /** The same scene, stored in eight ways. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsRowsUpright(int orientation) {
        // Shown upright, 3 × 2: 10 20 30 / 40 50 60.
        int[][] stored = switch (orientation) {
            case 1 -> new int[][] {{10, 20, 30}, {40, 50, 60}};
            case 2 -> new int[][] {{30, 20, 10}, {60, 50, 40}};
            case 3 -> new int[][] {{60, 50, 40}, {30, 20, 10}};
            case 4 -> new int[][] {{40, 50, 60}, {10, 20, 30}};
            case 5 -> new int[][] {{10, 40}, {20, 50}, {30, 60}};
            case 6 -> new int[][] {{30, 60}, {20, 50}, {10, 40}};
            case 7 -> new int[][] {{60, 30}, {50, 20}, {40, 10}};
            default -> new int[][] {{40, 10}, {50, 20}, {60, 30}};
        };
        BufferedImage image = Rasters.interleaved(stored[0].length, stored.length, 3, 8);
        for (int y = 0; y < stored.length; y++) {
            for (int x = 0; x < stored[0].length; x++) {
                image.getRaster().setPixel(x, y, new int[] {stored[y][x], 0, 255});
            }
        }
        byte[] file = TestImages.withChunk(TestImages.write(image, "png"), "eXIf", TestImages.exif(orientation, false));
        Photograph photograph = TestImages.decode(file);
        assertThat(photograph.width()).isEqualTo(3);
        assertThat(photograph.height()).isEqualTo(2);
        var row = new float[9];
        for (int y = 0; y < 2; y++) {
            photograph.readRow(y, row);
            for (int x = 0; x < 3; x++) {
                assertThat(row[3 * x]).isEqualTo((30 * y + 10 * x + 10) / 255f);
                assertThat(row[3 * x + 1]).isZero();
                assertThat(row[3 * x + 2]).isOne();
            }
        }
        photograph.reduced(3, 1).readRow(0, row);
        assertThat(255 * row[3]).isCloseTo(35, within(0.6f));
    }

    @Test
    void reducesByTheMeanOfAreas() {
        BufferedImage image = Rasters.interleaved(5, 3, 3, 16);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 5; x++) {
                image.getRaster().setPixel(x, y, new int[] {257 * 50 * x, 257 * 60 * y, 0});
            }
        }
        Photograph reduced = TestImages.decode(TestImages.write(image, "png")).reduced(2, 2);
        var row = new float[6];
        reduced.readRow(0, row);
        // The left half covers columns 0, 1 and half of 2; the upper half row 0 and half of 1.
        assertThat(255 * row[0]).isCloseTo((0 + 50 + 0.5f * 100) / 2.5f, within(0.51f));
        assertThat(255 * row[1]).isCloseTo((0 + 0.5f * 60) / 1.5f, within(0.51f));
        assertThat(255 * row[3]).isCloseTo((0.5f * 100 + 150 + 200) / 2.5f, within(0.51f));
    }

    @Test
    void stopsWhereItIsInterrupted() {
        Photograph photograph = TestImages.decode(TestImages.write(ImageType.PNG, 600, 600, 3, 8));
        assertThatThrownBy(() -> photograph.graded(LOOK, (count, work) -> {
                    assertThat(count).isGreaterThan(3);
                    work.accept(0);
                    Thread.currentThread().interrupt();
                    work.accept(1);
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void copiesBeforeItIsChanged() {
        Photograph photograph = TestImages.decode(TestImages.write(ImageType.PNG, 30, 20, 3, 8));
        byte[] before = TestImages.write(photograph, 0);
        byte[] graded = TestImages.write(photograph.copy().graded(LOOK, TestImages::inTurn), 0);
        assertThat(TestImages.write(photograph, 0)).isEqualTo(before).isNotEqualTo(graded);
    }
}
