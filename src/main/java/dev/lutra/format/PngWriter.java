package dev.lutra.format;

import dev.lutra.color.CodeValue;
import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.Deflater;

/**
 * Writes an image, row by row as the pixels arrive, with memory for a few rows. A lattice written point after point
 * becomes a Hald image.
 *
 * <p>The PNG is truecolour without alpha. It has no colour space and no gamma, because images of lattices contain
 * numbers that viewers must not convert. Values are clamped to 0…1 and rounded to the nearest code value.
 */
public final class PngWriter implements LatticeWriter {

    private static final int TRUECOLOUR = 2;

    /** Differences along red. On real looks this filter gives smaller files than any other single filter. */
    private static final byte FILTER_SUB = 1;

    /** On real looks this level is both smaller and faster than 3; level 5 takes twice the time for 5 % less. */
    private static final int LEVEL = 4;

    private final PngChunks chunks;
    private final Deflater deflater = new Deflater(LEVEL);
    private final byte[] deflated = new byte[1 << 15];
    private final int max;
    private final int bytesPerPixel;

    /** A row of samples, and the same row as differences after the byte that names the filter. */
    private final byte[] row;

    private final byte[] filtered;
    private int filled;
    private int missing;

    /**
     * Starts the image: writes its header.
     *
     * @param out stays open when this writer is closed
     * @param depth the bits per channel, 8 or 16
     * @throws IllegalArgumentException if the depth is neither 8 nor 16
     */
    public PngWriter(OutputStream out, int width, int height, int depth) throws IOException {
        if (depth != 8 && depth != 16) {
            throw new IllegalArgumentException("an image has 8 or 16 bits a channel, not " + depth);
        }
        max = depth == 8 ? CodeValue.MAX_8 : CodeValue.MAX_16;
        bytesPerPixel = 3 * depth / 8;
        row = new byte[width * bytesPerPixel];
        filtered = new byte[1 + row.length];
        filtered[0] = FILTER_SUB;
        missing = width * height;
        chunks = new PngChunks(out);
        ByteBuffer header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) TRUECOLOUR);
        chunks.write(PngChunks.HEADER, header.array(), header.capacity());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the image has fewer pixels left
     */
    @Override
    public void accept(float[] rgb, int pixels) throws IOException {
        Objects.checkFromIndexSize(0, 3 * pixels, rgb.length);
        if (pixels > missing) {
            throw new IllegalStateException("%d pixels for an image that lacks %d".formatted(pixels, missing));
        }
        int pixelsOfRow = row.length / bytesPerPixel;
        int from = 0;
        while (from < pixels) {
            int count = Math.min(pixels - from, pixelsOfRow - filled / bytesPerPixel);
            round(rgb, 3 * from, 3 * (from + count));
            from += count;
            if (filled == row.length) {
                writeRow();
                filled = 0;
            }
        }
        missing -= pixels;
    }

    /**
     * Completes the image, and flushes the stream but leaves it open.
     *
     * @throws IllegalStateException if pixels are missing
     */
    @Override
    public void close() throws IOException {
        try (deflater) {
            if (missing > 0) {
                throw new IllegalStateException("the image lacks %d pixels".formatted(missing));
            }
            deflater.finish();
            drain();
            chunks.write(PngChunks.END, deflated, 0);
            chunks.flush();
        }
    }

    private void round(float[] rgb, int from, int to) {
        int at = filled;
        if (max == CodeValue.MAX_8) {
            for (int i = from; i < to; i++) {
                row[at++] = (byte) CodeValue.round(rgb[i], max);
            }
        } else {
            for (int i = from; i < to; i++) {
                int code = CodeValue.round(rgb[i], max);
                row[at++] = (byte) (code >> 8);
                row[at++] = (byte) code;
            }
        }
        filled = at;
    }

    private void writeRow() throws IOException {
        System.arraycopy(row, 0, filtered, 1, bytesPerPixel);
        for (int i = bytesPerPixel; i < row.length; i++) {
            filtered[1 + i] = (byte) (row[i] - row[i - bytesPerPixel]);
        }
        deflater.setInput(filtered);
        drain();
    }

    /** Writes the output of the deflater until it needs more input. */
    private void drain() throws IOException {
        while (true) {
            int count = deflater.deflate(deflated);
            if (count == 0) {
                return;
            }
            chunks.write(PngChunks.DATA, deflated, count);
        }
    }
}
