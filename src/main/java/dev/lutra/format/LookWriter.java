package dev.lutra.format;

import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Writes the lattice of a look file, point by point as they arrive, in a fixed amount of memory. */
final class LookWriter implements LatticeWriter {

    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS_OF_FLOAT = 8;
    private static final int ROW = 3 * DIGITS_OF_FLOAT + 1;

    private final OutputStream out;
    private final byte[] buffer = new byte[ROW << 10];
    private int length;
    private int missing;

    /**
     * Starts the file.
     *
     * @param out stays open when this writer is closed
     * @param size points along an axis, 2…256
     */
    LookWriter(OutputStream out, int size) throws IOException {
        this.out = out;
        missing = Lattice.points(size);
        write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<look>\n  <shaders/>\n  <LUT>\n");
        write("    <size>\"%d\"</size>\n    <data>\"\n".formatted(size));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a value is not finite
     * @throws IllegalStateException if the lattice has fewer points left
     */
    @Override
    public void accept(float[] rgb, int points) throws IOException {
        Objects.checkFromIndexSize(0, 3 * points, rgb.length);
        if (points > missing) {
            throw new IllegalStateException("%d points for a lattice that lacks %d".formatted(points, missing));
        }
        for (int i = 0; i < 3 * points; i += 3) {
            if (length > buffer.length - ROW) {
                flushBuffer();
            }
            put(rgb[i]);
            put(rgb[i + 1]);
            put(rgb[i + 2]);
            buffer[length++] = '\n';
        }
        missing -= points;
    }

    /**
     * Completes the file, and flushes the stream but leaves it open.
     *
     * @throws IllegalStateException if points of the lattice are missing
     */
    @Override
    public void close() throws IOException {
        flushBuffer();
        if (missing > 0) {
            throw new IllegalStateException("the lattice lacks %d points".formatted(missing));
        }
        write("\"</data>\n  </LUT>\n</look>\n");
        out.flush();
    }

    private void put(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("a look file cannot hold the value " + value);
        }
        int bits = Float.floatToRawIntBits(value == 0 ? 0 : value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            buffer[length++] = DIGITS[bits >> shift + 4 & 0xF];
            buffer[length++] = DIGITS[bits >> shift & 0xF];
        }
    }

    private void flushBuffer() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
