package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.util.Objects;

/**
 * Writes a lattice as an image of slices. Red, green and blue do not follow each other in the pixels as they do in the
 * lattice, so that a row of slices is kept until it is complete: 12 bytes a point of it.
 */
final class SlicesPngWriter implements LatticeWriter {

    private final PngWriter image;

    /** The grid of one row of slices. */
    private final PixelGrid grid;

    private final float[] row;
    private int filled;

    /**
     * Starts the image.
     *
     * @param image closed with this writer
     * @param grid the pixels of the lattice
     */
    SlicesPngWriter(PngWriter image, PixelGrid grid) {
        this.image = image;
        this.grid = grid;
        row = new float[3 * grid.columns() * grid.size() * grid.size()];
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the lattice has fewer points left
     */
    @Override
    public void accept(float[] rgb, int points) throws IOException {
        Objects.checkFromIndexSize(0, 3 * points, rgb.length);
        int size = grid.size();
        int from = 0;
        while (from < points) {
            int red = filled % size;
            int line = filled / size;
            int count = Math.min(points - from, size - red);
            int pixel = grid.pixel(red, line % size, line / size);
            System.arraycopy(rgb, 3 * from, row, 3 * pixel, 3 * count);
            from += count;
            filled += count;
            if (3 * filled == row.length) {
                image.accept(row, filled);
                filled = 0;
            }
        }
    }

    /**
     * Completes the image, and flushes the stream but leaves it open.
     *
     * @throws IllegalStateException if points of the lattice are missing
     */
    @Override
    public void close() throws IOException {
        image.close();
    }
}
