package dev.lutra.format;

import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Writes a lattice as a NumPy array in C order, little-endian, as the points arrive. */
final class NpyWriter implements LatticeWriter {

    /** The bytes before the numbers: a multiple of 64, as NumPy aligns them. */
    static final int HEADER = 128;

    private static final int PREFIX = 10;

    /** The largest number that half precision has. */
    private static final float MAX_HALF = 65504;

    private final OutputStream out;
    private final boolean half;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
    private int missing;

    /**
     * Starts the file: writes its header.
     *
     * @param out stays open when this writer is closed
     * @param depth the bits of a number, 16 or 32
     */
    NpyWriter(OutputStream out, int size, int depth) throws IOException {
        this.out = out;
        half = depth == Short.SIZE;
        missing = Lattice.points(size);
        String dictionary = "{'descr': '<f%d', 'fortran_order': False, 'shape': (%d, %d, %d, 3), }"
                .formatted(depth / Byte.SIZE, size, size, size);
        buffer.put(NpyFormat.MAGIC.getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (HEADER - PREFIX))
                .put(dictionary.getBytes(StandardCharsets.US_ASCII));
        while (buffer.position() < HEADER - 1) {
            buffer.put((byte) ' ');
        }
        buffer.put((byte) '\n');
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the lattice has fewer points left
     */
    @Override
    public void accept(float[] rgb, int points) throws IOException {
        Objects.checkFromIndexSize(0, 3 * points, rgb.length);
        if (points > missing) {
            throw new IllegalStateException("%d points for a lattice that lacks %d".formatted(points, missing));
        }
        missing -= points;
        for (int i = 0; i < 3 * points; i++) {
            if (buffer.remaining() < Float.BYTES) {
                flush();
            }
            if (half) {
                buffer.putShort(Float.floatToFloat16(Math.clamp(rgb[i], -MAX_HALF, MAX_HALF)));
            } else {
                buffer.putFloat(rgb[i]);
            }
        }
    }

    /**
     * Completes the file, and flushes the stream but leaves it open.
     *
     * @throws IllegalStateException if points of the lattice are missing
     */
    @Override
    public void close() throws IOException {
        if (missing > 0) {
            throw new IllegalStateException("the lattice lacks %d points".formatted(missing));
        }
        flush();
        out.flush();
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
