package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.color.ColorHistogram;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotographsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void readsColors(String format) throws IOException {
        int[] pixels = pixels(plain(40, 30, BufferedImage.TYPE_INT_RGB, 0x336699), format);

        assertThat(pixels).hasSize(1200);
        for (int shift = 0; shift <= 16; shift += 8) {
            // JPEG is off by a step or two.
            assertThat(pixels[500] >> shift & 0xFF)
                    .isBetween((0x336699 >> shift & 0xFF) - 2, (0x336699 >> shift & 0xFF) + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void takesGreysAsTheyAreWritten(int type) throws IOException {
        var image = new BufferedImage(8, 8, type);
        int max = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65535;
        image.getRaster().setSample(0, 0, 0, max / 5);
        image.getRaster().setSample(1, 0, 0, max);

        int[] pixels = pixels(image, "png");

        assertThat(pixels[0] & 0xFFFFFF).isEqualTo(0x333333);
        assertThat(pixels[1] & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(pixels[2] & 0xFFFFFF).isZero();
    }

    @Test
    void thinsOutLargePhotographs() throws IOException {
        int[] pixels = pixels(plain(3000, 1000, BufferedImage.TYPE_3BYTE_BGR, 0x102030), "png");

        assertThat(pixels).hasSize(1500 * 500).contains(0xFF102030);
    }

    /** The file is a header alone: had it been decoded, it would be unreadable. */
    @Test
    void refusesTooManyPixelsBeforeDecodingThem() {
        ByteBuffer header = ByteBuffer.allocate(33);
        header.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        header.putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        header.putInt(50_000).putInt(40_000).put(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(header.array(), 12, 17);
        header.putInt((int) crc.getValue());

        assertThatThrownBy(() -> Photographs.pixels("wall.png", new ByteArrayInputStream(header.array())))
                .isInstanceOfSatisfying(
                        InvalidPhotograph.class, e -> assertThat(e.code()).isEqualTo("photograph-too-large"))
                .hasMessage("wall.png: 50000 × 40000 pixels are more than 100,000,000");
    }

    @Test
    void readsProgressiveJpegs() throws IOException {
        assertThat(Photographs.pixels("p.jpg", new ByteArrayInputStream(progressive(40, 30))))
                .hasSize(1200);
    }

    /** 0.6 MB of a progressive file took 550 MB of memory. */
    @Test
    void holdsProgressiveJpegsToFewerPixels() throws IOException {
        byte[] file = progressive(40, 30);
        int frame = indexOf(file, 0xC2);
        ByteBuffer.wrap(file).putShort(frame + 5, (short) 5001).putShort(frame + 7, (short) 5000);

        for (byte[] hostile : new byte[][] {file, Arrays.copyOf(file, file.length - 50)}) {
            assertThatThrownBy(() -> Photographs.pixels("p.jpg", new ByteArrayInputStream(hostile)))
                    .isInstanceOfSatisfying(
                            InvalidPhotograph.class, e -> assertThat(e.code()).isEqualTo("photograph-too-large"))
                    .hasMessage("p.jpg: 5000 × 5001 pixels are more than 25,000,000, as it is progressive");
        }
    }

    @Test
    void refusesMoreScansThanAnyEncoderMakes() throws IOException {
        byte[] file = progressive(40, 30);
        int last = file.length - 2;
        while ((file[last] & 0xFF) != 0xFF || (file[last + 1] & 0xFF) != 0xDA) {
            last--;
        }
        var many = new ByteArrayOutputStream();
        many.write(file, 0, file.length - 2);
        for (int i = 0; i < 100; i++) {
            many.write(file, last, file.length - 2 - last);
        }
        many.write(file, file.length - 2, 2);

        assertThatThrownBy(() -> Photographs.pixels("p.jpg", new ByteArrayInputStream(many.toByteArray())))
                .hasMessage("p.jpg: it comes in more than 100 scans");
    }

    private static byte[] progressive(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var target = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(target);
            var parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            var image = new IIOImage(plain(width, height, BufferedImage.TYPE_INT_RGB, 0x336699), null, null);
            writer.write(null, image, parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static int indexOf(byte[] file, int marker) {
        int at = 0;
        while ((file[at] & 0xFF) != 0xFF || (file[at + 1] & 0xFF) != marker) {
            at++;
        }
        return at;
    }

    @Test
    void refusesWhatIsNoPhotograph() throws IOException {
        byte[] png = encoded(plain(64, 64, BufferedImage.TYPE_INT_RGB, 0x123456), "png");
        byte[] gif = encoded(plain(64, 64, BufferedImage.TYPE_INT_RGB, 0x123456), "gif");

        for (byte[] file : new byte[][] {{}, {1, 2, 3}, gif, Arrays.copyOf(png, 40)}) {
            assertThatThrownBy(() -> Photographs.pixels("odd.png", new ByteArrayInputStream(file)))
                    .isInstanceOfSatisfying(
                            InvalidPhotograph.class, e -> assertThat(e.code()).isEqualTo("photograph-unreadable"))
                    .hasMessageStartingWith("odd.png: ");
        }
    }

    @Test
    void countsThePhotographsOfAFolder() throws IOException {
        Files.write(folder.resolve("a.PNG"), encoded(plain(64, 64, BufferedImage.TYPE_INT_RGB, 0xFF0000), "png"));
        Files.write(folder.resolve("b.png"), encoded(plain(9, 9, BufferedImage.TYPE_INT_RGB, 0x00FF00), "png"));
        Files.writeString(folder.resolve("c.txt"), "no photograph");

        assertThat(Photographs.histogram(folder))
                .isEqualTo(new ColorHistogram.Builder()
                        .add(new int[] {0xFF0000, 0x00FF00})
                        .build());
    }

    @Test
    void saysWhereThereAreNoPhotographs() {
        assertThatThrownBy(() -> Photographs.histogram(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no photographs");
    }

    private static BufferedImage plain(int width, int height, int type, int rgb) {
        var image = new BufferedImage(width, height, type);
        var pixels = new int[width * height];
        Arrays.fill(pixels, rgb);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static int[] pixels(BufferedImage image, String format) throws IOException {
        return Photographs.pixels("test", new ByteArrayInputStream(encoded(image, format)));
    }
}
