package dev.lutra.format;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a LUT of G'MIC: one image in a {@linkplain CimgFile file of CImg}.
 *
 * <pre>
 * lattice   = n × n × n points with 3 channels, or 1 for black and white; x is red, y is green, z is blue
 * keypoints = 1 × count × 1 points with 6 channels (red, green, blue, and the colour there), or 4 for black and white
 * names     = a second image of a .gmz file: the bytes "GMZ", 0, and the name of the first one
 * </pre>
 *
 * All values are 0…255; whole lattices with values above 1,024 are taken for 16 bits. {@link Keypoints} are expanded to
 * 33 points along an axis, as G'MIC does.
 */
final class GmicReader {

    /** The points along an axis to which keypoints are expanded. */
    private static final int EXPANDED = 33;

    private static final int MAX_KEYPOINTS = 1 << 16;
    private static final int MAX_NAMES = 1 << 14;
    private static final int CODES = 1024;

    private final InputStream in;
    private final FormatLimits limits;

    GmicReader(InputStream in, FormatLimits limits) {
        // The header is read byte by byte.
        this.in = new BufferedInputStream(in);
        this.limits = limits;
    }

    LutFile read() throws IOException {
        var file = new CimgFile(in, limits);
        if (file.count() < 1) {
            throw new InvalidLutFile("gmz-count", "the file holds no image");
        }
        int size = limits.latticeSize();
        CimgFile.Image image = file.next(Math.max(3L * size * size * size, 6L * MAX_KEYPOINTS));
        String title = null;
        if (file.count() > 1) {
            CimgFile.Image second = file.count() == 2 ? file.next(MAX_NAMES) : null;
            if (second == null || !isNames(second)) {
                throw new InvalidLutFile(
                        "gmz-count",
                        "the file holds several LUTs, %d images; a LUT has a file of its own".formatted(file.count()));
            }
            title = title(second);
        }
        file.requireEnd();
        return new LutFile(isKeypoints(image) ? expanded(image) : whole(image), title, List.of());
    }

    private static boolean isKeypoints(CimgFile.Image image) {
        return image.width() == 1 && image.depth() == 1 && (image.channels() == 6 || image.channels() == 4);
    }

    private Lut3d expanded(CimgFile.Image image) {
        if (image.height() < 1 || image.height() > MAX_KEYPOINTS) {
            throw new InvalidLutFile(
                    "gmz-size", "a LUT has 1 to %d keypoints, not %d".formatted(MAX_KEYPOINTS, image.height()));
        }
        int size = Math.min(EXPANDED, limits.latticeSize());
        float[] colors = new Keypoints(image).expand(size);
        return lattice(size, colors.length / (size * size * size), colors, CodeValue.MAX_8);
    }

    private Lut3d whole(CimgFile.Image image) {
        int size = image.width();
        int channels = image.channels();
        if (size != image.height() || size != image.depth() || channels != 3 && channels != 1) {
            throw new InvalidLutFile(
                    "gmz-shape",
                    "an image of %d × %d × %d points with %d channels is neither a lattice nor keypoints"
                            .formatted(size, image.height(), image.depth(), channels));
        }
        if (size < Lut3d.MIN_SIZE || size > limits.latticeSize()) {
            throw new InvalidLutFile(
                    "gmz-size",
                    "a LUT has %d to %d points along an axis; this has %d"
                            .formatted(Lut3d.MIN_SIZE, limits.latticeSize(), size));
        }
        float max = 0;
        for (float value : image.values()) {
            max = Math.max(max, value);
        }
        if (max <= 1) {
            throw new InvalidLutFile(
                    "gmz-range",
                    "no value is above 1: G'MIC's LUTs have 0…255, so this is black, or has another range");
        }
        int points = size * size * size;
        var colors = new float[points * channels];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = image.value(i / channels, i % channels);
        }
        return lattice(size, channels, colors, max > CODES ? CodeValue.MAX_16 : CodeValue.MAX_8);
    }

    /** The lattice of colours of one or three channels, point after point. */
    private static Lut3d lattice(int size, int channels, float[] colors, int white) {
        var lattice = new float[3 * size * size * size];
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = colors[channels == 3 ? i : i / 3] / white;
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    private static boolean isNames(CimgFile.Image image) {
        return text(image).startsWith("GMZ\0");
    }

    /** The name of the first image, without its folder and extension; null if it has none. */
    private static @Nullable String title(CimgFile.Image names) {
        String name = text(names).substring(4);
        int end = name.indexOf(0);
        name = end < 0 ? name : name.substring(0, end);
        name = name.substring(name.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        name = dot > 0 ? name.substring(0, dot) : name;
        return name.isBlank() || name.equals("[unnamed]") ? null : name;
    }

    private static String text(CimgFile.Image image) {
        var text = new StringBuilder();
        for (float value : image.values()) {
            text.append((char) value);
        }
        return text.toString();
    }
}
