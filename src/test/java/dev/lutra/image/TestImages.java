package dev.lutra.image;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images for tests, written by the JDK, and with the blocks that cameras and editors add. */
public final class TestImages {

    public static final ImageLimits LIMITS = new ImageLimits(1 << 26, 50_000_000);

    private TestImages() {}

    /** An image of smooth colours with some noise, in every code and every channel. */
    public static BufferedImage image(int width, int height, int channels, int depth) {
        var random = new Random(7L * channels + depth);
        BufferedImage image = Rasters.interleaved(width, height, channels, depth);
        WritableRaster raster = image.getRaster();
        int max = (1 << depth) - 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double[] smooth = {(double) x / width, (double) y / height, (double) (x + y) / (width + height), 0.5};
                for (int channel = 0; channel < channels; channel++) {
                    double value = smooth[channel] + 0.1 * random.nextDouble();
                    raster.setSample(x, y, channel, (int) Math.min(max, value * max));
                }
            }
        }
        return image;
    }

    /** Writes an image by the JDK, without anything besides its pixels. */
    public static byte[] write(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("the JDK does not write this image as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] write(ImageType type, int width, int height, int channels, int depth) {
        BufferedImage image = image(width, height, channels, depth);
        // Which writer of TIFF the registry has first is not known, and one of them knows no 16 bits.
        return type == ImageType.TIFF ? write(new Photograph(image, type, Kept.NOTHING), 0) : write(image, type.name());
    }

    /** Writes a PNG of one colour, which has few bytes for its pixels. */
    public static byte[] black(int width, int height, int channels, int depth) {
        return write(Rasters.interleaved(width, height, channels, depth), "PNG");
    }

    /** Writes a JPEG with several scans. */
    static byte[] progressive(int width, int height) throws IOException {
        ImageWriter writer = Plugins.jpegWriter();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image(width, height, 3, 8), null, null), param);
        }
        return out.toByteArray();
    }

    /** Writes a JPEG of four inks, as Adobe's programs do: 255 is none. */
    static byte[] cmyk(int width, int height) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, new int[] {255 * x / width, 255 * y / height, 128, 20});
            }
        }
        ImageWriter writer = Plugins.jpegWriter();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        }
        return withSegment(out.toByteArray(), 0xEE, ascii("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, 0});
    }

    /** Inserts a segment at the start of a JPEG. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[]... data) {
        byte[] whole = joined(data);
        byte[] head = {(byte) 0xFF, (byte) marker, (byte) (whole.length + 2 >> 8), (byte) (whole.length + 2)};
        return joined(Arrays.copyOf(jpeg, 2), head, whole, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** Inserts a chunk after the header of a PNG. */
    public static byte[] withChunk(byte[] png, String kind, byte[] data) {
        byte[] named = joined(ascii(kind), data);
        var crc = new CRC32();
        crc.update(named);
        byte[] length = ByteBuffer.allocate(4).putInt(data.length).array();
        byte[] check = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        return joined(Arrays.copyOf(png, 33), length, named, check, Arrays.copyOfRange(png, 33, png.length));
    }

    /** An Exif block that turns the image, with a second directory if it has a preview. */
    public static byte[] exif(int orientation, boolean preview) {
        ByteBuffer tiff = ByteBuffer.allocate(preview ? 44 : 26);
        tiff.put(ascii("MM\0*")).putInt(8);
        tiff.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0);
        tiff.putInt(preview ? 26 : 0);
        if (preview) {
            tiff.putShort((short) 1)
                    .putShort((short) 513)
                    .putShort((short) 4)
                    .putInt(1)
                    .putInt(0);
            tiff.putInt(0);
        }
        return tiff.array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /** Reads an image by the JDK. */
    public static Raster read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file)).getRaster();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A look that bends and mixes all channels. */
    public static Lut3d look(int size) {
        float[] lattice = Lut3d.identity(size).lattice().clone();
        for (int i = 0; i < lattice.length; i += 3) {
            float red = lattice[i];
            lattice[i] = (float) (1.1 * Math.pow(red, 0.8) - 0.03);
            lattice[i + 1] = 0.8f * lattice[i + 1] + 0.2f * red;
            lattice[i + 2] = (float) Math.sqrt(lattice[i + 2]) * 0.9f;
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    /** A look that makes greys of all colours. */
    static Lut3d greys(int size) {
        float[] lattice = Lut3d.identity(size).lattice().clone();
        for (int i = 0; i < lattice.length; i += 3) {
            float grey = 0.3f * lattice[i] + 0.6f * lattice[i + 1] + 0.1f * lattice[i + 2];
            Arrays.fill(lattice, i, i + 3, grey);
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    static void inTurn(int count, IntConsumer work) {
        for (int i = 0; i < count; i++) {
            work.accept(i);
        }
    }

    static Photograph decode(byte[] file) {
        return ImageFile.open(file, LIMITS).decode();
    }

    static byte[] write(Photograph photograph, int quality) {
        var out = new ByteArrayOutputStream();
        try {
            photograph.write(quality, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] graded(byte[] file, Lut3d look) {
        return write(decode(file).graded(look, TestImages::inTurn), 0);
    }
}
