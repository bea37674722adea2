package dev.lutra.format;

import dev.lutra.color.HaldLevel;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads images of lattices.
 *
 * <pre>
 * image   = PNG of a {@link ImageLayout layout}: a square with sides of level³ pixels, level 2…16, is a Hald image or
 *           tiles; one of size² × size pixels, size 2…256, is a strip of Unity or of Unreal Engine
 * pixels  = the points of a lattice of level² or of size points along an axis
 * samples = values 0…1, scaled to the largest code value: grey, palette or truecolour of any depth
 * </pre>
 *
 * {@link LayoutDetection} tells the layouts with the same dimensions apart. Alpha is ignored. The samples are not
 * converted: no colour space or gamma is applied.
 */
final class PngReader {

    private PngReader() {}

    static LutFile read(InputStream in, FormatLimits limits) throws IOException {
        var file = new PngFile(in, limits.bytes());
        boolean square = file.width() == file.height();
        int size = square ? sizeOfSquare(file.width()) : sizeOfStrip(file.width(), file.height());
        if (size > limits.latticeSize()) {
            throw new InvalidLutFile(
                    "hald-size",
                    "the image holds %d points along an axis; at most %d are allowed"
                            .formatted(size, limits.latticeSize()));
        }
        float[] pixels = pixels(decode(file.readToEnd()));
        var detection = new LayoutDetection(size, pixels);
        ImageLayout layout = square ? detection.ofSquare() : detection.ofStrip();
        var lut = new Lut3d(size, RgbBox.UNIT, layout.grid(size).lattice(pixels));
        return new LutFile(lut, null, List.of());
    }

    private static int sizeOfSquare(int side) {
        return HaldLevel.ofSide(side)
                .map(HaldLevel::cubeSize)
                .orElseThrow(() -> new InvalidLutFile(
                        "hald-shape",
                        "a square image of a LUT has level³ pixels a side for a level of %d to %d, such as 64, 512 or 1728; this one has %d"
                                .formatted(HaldLevel.MIN, HaldLevel.MAX, side)));
    }

    private static int sizeOfStrip(int width, int height) {
        if (height < Lut3d.MIN_SIZE || height > Lut3d.MAX_SIZE || width != height * height) {
            throw new InvalidLutFile(
                    "hald-shape",
                    "an image of a LUT is square, or a strip such as 256 × 16 or 1024 × 32; this one has %d × %d pixels"
                            .formatted(width, height));
        }
        return height;
    }

    private static BufferedImage decode(byte[] file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            // Metadata are ignored, because compressed text in them may expand to any size.
            reader.setInput(input, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            // All bytes are in memory, so both exceptions of the reader mean an invalid image.
            var invalid = new InvalidLutFile("hald-damaged", "the PNG image cannot be decoded: it is damaged");
            invalid.initCause(e);
            throw invalid;
        } finally {
            reader.dispose();
        }
    }

    /** The pixels as RGB triples, row after row. */
    private static float[] pixels(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        // The last of two or four bands is alpha.
        int green = bands < 3 ? 0 : 1;
        int blue = bands < 3 ? 0 : 2;
        float[] values = values(raster.getSampleModel().getSampleSize(0));
        var pixels = new float[3 * width * raster.getHeight()];
        var row = new int[bands * width];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < row.length; x += bands) {
                if (image.getColorModel() instanceof IndexColorModel palette) {
                    pixels[at++] = values[palette.getRed(row[x])];
                    pixels[at++] = values[palette.getGreen(row[x])];
                    pixels[at++] = values[palette.getBlue(row[x])];
                } else {
                    pixels[at++] = values[row[x]];
                    pixels[at++] = values[row[x + green]];
                    pixels[at++] = values[row[x + blue]];
                }
            }
        }
        return pixels;
    }

    /** The channel value of each code value. */
    private static float[] values(int depth) {
        // The colours of a palette have 8 bits, whatever the size of its indices.
        int max = (1 << Math.max(depth, 8)) - 1;
        var values = new float[max + 1];
        for (int code = 0; code <= max; code++) {
            values[code] = (float) code / max;
        }
        return values;
    }
}
