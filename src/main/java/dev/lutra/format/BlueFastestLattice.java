package dev.lutra.format;

import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.util.Objects;

/**
 * Collects a lattice that arrives red fastest, for files in which blue is fastest: the last of their points depend on
 * the first that arrive. It takes 12 bytes a point.
 */
final class BlueFastestLattice implements LatticeWriter {

    /** Writes the end of a file. */
    interface Completion {

        /**
         * Writes a lattice, and what follows it.
         *
         * @param lattice RGB triples, blue fastest
         * @param points the number of triples
         */
        void write(float[] lattice, int points) throws IOException;
    }

    private final int size;
    private final Completion completion;
    private final float[] lattice;
    private int length;
    private boolean closed;

    /**
     * Starts a lattice.
     *
     * @param size points along an axis, 2…256
     */
    BlueFastestLattice(int size, Completion completion) {
        this.size = size;
        this.completion = completion;
        lattice = new float[3 * Lattice.points(size)];
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the lattice has fewer points left
     */
    @Override
    public void accept(float[] rgb, int points) {
        Objects.checkFromIndexSize(0, 3 * points, rgb.length);
        if (3 * points > lattice.length - length) {
            throw new IllegalStateException(
                    "%d points for a lattice that lacks %d".formatted(points, (lattice.length - length) / 3));
        }
        System.arraycopy(rgb, 0, lattice, length, 3 * points);
        length += 3 * points;
    }

    /**
     * Writes the lattice.
     *
     * @throws IllegalStateException if points of the lattice are missing
     */
    @Override
    public void close() throws IOException {
        if (length < lattice.length) {
            throw new IllegalStateException("the lattice lacks %d points".formatted((lattice.length - length) / 3));
        }
        if (!closed) {
            closed = true;
            BlueFastest.swapRedAndBlue(lattice, size);
            completion.write(lattice, lattice.length / 3);
        }
    }
}
