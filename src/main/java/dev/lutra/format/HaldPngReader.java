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
 * Reads Hald images.
 *
 * <pre>
 * image   = square PNG with sides of level³ pixels, level 2…16
 * pixels  = the points of a lattice of level² points along an axis, row after row, red fastest
 * samples = values 0…1, scaled to the largest code value: grey, palette or truecolour of any depth
 * </pre>
 *
 * Alpha is ignored. The samples are not converted: no colour space or gamma is applied. The layout is that of Eskil
 * Steenberg's Hald CLUT, as ImageMagick's {@code -hald-clut} uses it.
 */
final class HaldPngReader {

    private HaldPngReader() {}

    static LutFile read(InputStream in, FormatLimits limits) throws IOException {
        var file = new PngFile(in, limits.bytes());
        HaldLevel level = level(file.width(), file.height(), limits);
        BufferedImage image = decode(file.readToEnd());
        var lut = new Lut3d(level.cubeSize(), RgbBox.UNIT, lattice(image));
        return new LutFile(lut, null, List.of());
    }

    private static HaldLevel level(int width, int height, FormatLimits limits) {
        if (width != height) {
            throw new InvalidLutFile(
                    "hald-shape", "a Hald image is square; this one has %d × %d pixels".formatted(width, height));
        }
        HaldLevel level = HaldLevel.ofSide(width)
                .orElseThrow(() -> new InvalidLutFile(
                        "hald-shape",
                        "a Hald image has level³ pixels a side for a level of %d to %d, such as 64, 512 or 1728; this one has %d"
                                .formatted(HaldLevel.MIN, HaldLevel.MAX, width)));
        if (level.cubeSize() > limits.latticeSize()) {
            throw new InvalidLutFile(
                    "hald-size",
                    "an image of level %d holds %d points along an axis; at most %d are allowed"
                            .formatted(level.level(), level.cubeSize(), limits.latticeSize()));
        }
        return level;
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

    private static float[] lattice(BufferedImage image) {
        Raster raster = image.getRaster();
        int side = raster.getWidth();
        int bands = raster.getNumBands();
        // The last of two or four bands is alpha.
        int green = bands < 3 ? 0 : 1;
        int blue = bands < 3 ? 0 : 2;
        float[] values = values(raster.getSampleModel().getSampleSize(0));
        var lattice = new float[3 * side * side];
        var row = new int[bands * side];
        int at = 0;
        for (int y = 0; y < side; y++) {
            raster.getPixels(0, y, side, 1, row);
            for (int x = 0; x < row.length; x += bands) {
                if (image.getColorModel() instanceof IndexColorModel palette) {
                    lattice[at++] = values[palette.getRed(row[x])];
                    lattice[at++] = values[palette.getGreen(row[x])];
                    lattice[at++] = values[palette.getBlue(row[x])];
                } else {
                    lattice[at++] = values[row[x]];
                    lattice[at++] = values[row[x + green]];
                    lattice[at++] = values[row[x + blue]];
                }
            }
        }
        return lattice;
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
