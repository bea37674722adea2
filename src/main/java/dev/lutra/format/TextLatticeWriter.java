package dev.lutra.format;

import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.util.Objects;

/** Writes a lattice as text, a line of three numbers for each point as it arrives, and counts the points. */
class TextLatticeWriter implements LatticeWriter {

    private final NumberText text;
    private int missing;

    /**
     * Starts a lattice.
     *
     * @param size points along an axis, 2…256
     * @throws IllegalArgumentException if the size is out of range
     */
    TextLatticeWriter(NumberText text, int size) {
        this.text = text;
        missing = Lattice.points(size);
    }

    /**
     * Writes the next points.
     *
     * @param rgb RGB triples, {@code 3 * points} values from index 0
     */
    void write(float[] rgb, int points) throws IOException {
        text.rows(rgb, points);
    }

    /** Writes what is after the last point. */
    void end() throws IOException {}

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
        write(rgb, points);
        missing -= points;
    }

    /**
     * Completes the text, and flushes the stream but leaves it open.
     *
     * @throws IllegalStateException if points of the lattice are missing
     */
    @Override
    public void close() throws IOException {
        if (missing == 0) {
            end();
        }
        text.flush();
        if (missing > 0) {
            throw new IllegalStateException("the lattice lacks %d points".formatted(missing));
        }
    }
}
