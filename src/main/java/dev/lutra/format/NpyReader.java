package dev.lutra.format;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads NumPy arrays, of the versions 1.0, 2.0 and 3.0.
 *
 * <pre>
 * file    = magic version length header numbers
 * magic   = 0x93 "NUMPY"
 * version = two bytes: 1, 2 or 3, then 0
 * length  = the bytes of the header, little-endian: two bytes in version 1, four in the others
 * header  = a dictionary of Python with the keys descr, fortran_order and shape, then blanks and a line end
 * numbers = float16, float32 or float64, little- or big-endian, in C or Fortran order
 * </pre>
 *
 * The array has the shape {@code (n, n, n, 3)}: the RGB triple of an input is at {@code [blue, green, red]}, over 0…1.
 * In C order red is fastest, as in the cube format. The source of the grammar is the reference of
 * {@code numpy.lib.format}.
 */
final class NpyReader {

    /** NumPy itself refuses longer headers unless it is told otherwise. */
    private static final int MAX_HEADER = 10_000;

    private static final int PREFIX = NpyFormat.MAGIC.length() + 2;

    private final InputStream in;
    private final FormatLimits limits;

    NpyReader(InputStream in, FormatLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    LutFile read() throws IOException {
        NpyHeader header = header();
        int size = size(header);
        BinaryNumber number = header.number();
        int count = 3 * size * size * size;
        if ((long) count * number.bytes() > limits.bytes()) {
            throw new InvalidLutFile("file-too-large", "the file has more than %d bytes".formatted(limits.bytes()));
        }
        float[] values = number.read(
                in,
                header.order(),
                count,
                () -> new InvalidLutFile(
                        "npy-length",
                        "the file ends before the last of its %d numbers: it was cut off".formatted(count)));
        if (in.read() >= 0) {
            throw new InvalidLutFile("npy-length", "more bytes follow the %d numbers of the array".formatted(count));
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InvalidLutFile("npy-number", "a number is not finite, or too large");
            }
        }
        float[] lattice = header.fortranOrder() ? inCOrder(values, size) : values;
        return new LutFile(new Lut3d(size, RgbBox.UNIT, lattice), null, List.of());
    }

    private NpyHeader header() throws IOException {
        byte[] prefix = in.readNBytes(PREFIX);
        String magic = new String(prefix, StandardCharsets.ISO_8859_1);
        if (prefix.length < PREFIX || !magic.startsWith(NpyFormat.MAGIC)) {
            throw new InvalidLutFile("npy-magic", "the file does not start like a NumPy array");
        }
        int version = prefix[PREFIX - 2];
        if (version < 1 || version > 3 || prefix[PREFIX - 1] != 0) {
            throw new InvalidLutFile(
                    "npy-version", "versions 1.0 to 3.0 are read, not %d.%d".formatted(version, prefix[PREFIX - 1]));
        }
        int bytes = version == 1 ? Short.BYTES : Integer.BYTES;
        byte[] given = in.readNBytes(bytes);
        if (given.length < bytes) {
            throw NpyHeader.invalid("it is cut off");
        }
        ByteBuffer number = ByteBuffer.wrap(given).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? Short.toUnsignedInt(number.getShort()) : Integer.toUnsignedLong(number.getInt());
        if (length > MAX_HEADER) {
            throw NpyHeader.invalid("it claims %d bytes, more than %d".formatted(length, MAX_HEADER));
        }
        byte[] header = in.readNBytes((int) length);
        if (header.length < length) {
            throw NpyHeader.invalid("it is cut off");
        }
        return NpyHeader.parse(new String(header, StandardCharsets.UTF_8));
    }

    private int size(NpyHeader header) {
        List<Long> shape = header.shape();
        if (shape.size() != 4
                || shape.get(3) != 3
                || !shape.get(0).equals(shape.get(1))
                || !shape.get(0).equals(shape.get(2))) {
            throw new InvalidLutFile(
                    "npy-shape", "a LUT has the shape (n, n, n, 3), indexed by blue, green and red; this is " + shape);
        }
        long size = shape.getFirst();
        if (size < Lut3d.MIN_SIZE || size > limits.latticeSize()) {
            throw new InvalidLutFile(
                    "npy-size",
                    "a LUT has %d to %d points along an axis; this has %d"
                            .formatted(Lut3d.MIN_SIZE, limits.latticeSize(), size));
        }
        return (int) size;
    }

    /** Moves the values from blue fastest and channel slowest to channel fastest and blue slowest. */
    private static float[] inCOrder(float[] values, int size) {
        var lattice = new float[values.length];
        int at = 0;
        for (int channel = 0; channel < 3; channel++) {
            for (int red = 0; red < size; red++) {
                for (int green = 0; green < size; green++) {
                    for (int blue = 0; blue < size; blue++) {
                        lattice[3 * (red + size * (green + size * blue)) + channel] = values[at++];
                    }
                }
            }
        }
        return lattice;
    }
}
