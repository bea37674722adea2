package dev.lutra.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the image library CImg, as G'MIC writes it, read image by image.
 *
 * <pre>
 * file    = { comment } count " " type " " endian "\n" { image }
 * comment = "#" text "\n"
 * type    = such as "unsigned_char", "uint8", "float", "float32"
 * endian  = "little_endian" | "big_endian"
 * image   = width " " height " " depth " " channels [ " #" bytes ] "\n" values
 * values  = all values of a channel, then those of the next one; along x fastest, then y, then z
 * </pre>
 *
 * With a number of bytes the values are compressed with zlib. The source of the grammar is the documentation of CImg's
 * format; it is the same in {@code .cimg}, {@code .cimgz} and {@code .gmz}.
 */
final class CimgFile {

    private static final String TYPES =
            "((?:unsigned[_ ])?(?:char|short|int|long|int64)|u?int(?:8|16|32|64)|uchar|ushort"
                    + "|uint|ulong|float|double|float32|float64)";
    private static final Pattern HEADER = Pattern.compile("(\\d{1,9}) " + TYPES + " (little|big)_endian");
    private static final Pattern IMAGE =
            Pattern.compile("(\\d{1,9}) (\\d{1,9}) (\\d{1,9}) (\\d{1,9})(?: #(\\d{1,9}))? ?");
    private static final int MAX_LINE = 256;

    private final InputStream in;
    private final FormatLimits limits;
    private final BinaryNumber number;
    private final ByteOrder order;
    private final int count;

    /**
     * An image of floats.
     *
     * @param values channel after channel, x fastest, then y, then z; finite
     */
    record Image(int width, int height, int depth, int channels, float[] values) {

        float value(int point, int channel) {
            return values[width * height * depth * channel + point];
        }
    }

    /**
     * Reads the header.
     *
     * @throws InvalidLutFile if it is none
     */
    CimgFile(InputStream in, FormatLimits limits) throws IOException {
        this.in = in;
        this.limits = limits;
        String line = line();
        while (line.startsWith("#")) {
            line = line();
        }
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            throw new InvalidLutFile("gmz-header", "the file does not start like an image of CImg or G'MIC");
        }
        count = Integer.parseInt(header.group(1));
        number = number(header.group(2));
        order = header.group(3).equals("little") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** Whether a file starts with the header. */
    static boolean recognises(FileStart start) {
        return HEADER.matcher(start.text()).lookingAt();
    }

    /** The number of images that the header claims. */
    int count() {
        return count;
    }

    /**
     * Reads the next image.
     *
     * @param most the largest number of values that it may have
     * @throws InvalidLutFile if it is damaged, or has more values
     */
    Image next(long most) throws IOException {
        Matcher dimensions = IMAGE.matcher(line());
        if (!dimensions.matches()) {
            throw new InvalidLutFile("gmz-header", "the dimensions of an image cannot be read");
        }
        int width = Integer.parseInt(dimensions.group(1));
        int height = Integer.parseInt(dimensions.group(2));
        int depth = Integer.parseInt(dimensions.group(3));
        int channels = Integer.parseInt(dimensions.group(4));
        // In double, so that no product of four numbers overflows.
        if ((double) width * height * depth * channels > most) {
            throw new InvalidLutFile(
                    "gmz-size",
                    "an image of %d × %d × %d points with %d channels is larger than a LUT may be"
                            .formatted(width, height, depth, channels));
        }
        int values = width * height * depth * channels;
        return new Image(width, height, depth, channels, values(values, dimensions.group(5)));
    }

    /** @throws InvalidLutFile if bytes follow */
    void requireEnd() throws IOException {
        if (in.read() >= 0) {
            throw damaged("more bytes follow its images");
        }
    }

    private float[] values(int count, @Nullable String compressed) throws IOException {
        if (compressed == null) {
            if ((long) count * number.bytes() > limits.bytes()) {
                throw tooLarge();
            }
            return finite(number.read(in, order, count, () -> damaged("it was cut off")));
        }
        int length = Integer.parseInt(compressed);
        if (length > limits.bytes()) {
            throw tooLarge();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw damaged("it was cut off");
        }
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            float[] values = number.read(inflated, order, count, () -> damaged("its data are shorter than its size"));
            if (inflated.read() >= 0) {
                throw damaged("its data are longer than its size");
            }
            return finite(values);
        } catch (IOException e) {
            // All bytes are in memory, so the exception means invalid data.
            InvalidLutFile invalid = damaged("its data cannot be decompressed");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private static float[] finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InvalidLutFile("gmz-number", "a number is not finite, or too large");
            }
        }
        return values;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == MAX_LINE) {
                throw new InvalidLutFile(
                        "gmz-header", "a line of the header does not end: the file is cut off, or none of CImg");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private InvalidLutFile tooLarge() {
        return new InvalidLutFile("file-too-large", "the file has more than %d bytes".formatted(limits.bytes()));
    }

    private static InvalidLutFile damaged(String reason) {
        return new InvalidLutFile("gmz-damaged", "the file is damaged: " + reason);
    }

    private static BinaryNumber number(String type) {
        return switch (type.replace(' ', '_')) {
            case "unsigned_char", "uchar", "uint8" -> BinaryNumber.UINT8;
            case "char", "int8" -> BinaryNumber.INT8;
            case "unsigned_short", "ushort", "uint16" -> BinaryNumber.UINT16;
            case "short", "int16" -> BinaryNumber.INT16;
            case "unsigned_int", "uint", "uint32" -> BinaryNumber.UINT32;
            case "int", "int32" -> BinaryNumber.INT32;
            case "float", "float32" -> BinaryNumber.FLOAT32;
            case "double", "float64" -> BinaryNumber.FLOAT64;
            // Values of LUTs are far below the sign of 64 bits.
            default -> BinaryNumber.INT64;
        };
    }
}
