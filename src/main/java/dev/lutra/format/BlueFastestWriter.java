package dev.lutra.format;

import java.io.IOException;

/** Writes a lattice in the order of some text formats, blue fastest. Until then it is in memory: 12 bytes a point. */
abstract class BlueFastestWriter extends TextLatticeWriter {

    private final int size;
    private final float[] lattice;
    private int filled;

    BlueFastestWriter(NumberText text, int size) {
        super(text, size);
        this.size = size;
        lattice = new float[3 * size * size * size];
    }

    /**
     * Writes a point.
     *
     * @param lattice has the outputs of the point from index {@code at}
     */
    abstract void point(int red, int green, int blue, float[] lattice, int at) throws IOException;

    /** Writes what is before the points. */
    void header(float[] lattice) throws IOException {}

    /** Writes what is after the points. */
    void footer() throws IOException {}

    @Override
    final void write(float[] rgb, int points) {
        System.arraycopy(rgb, 0, lattice, filled, 3 * points);
        filled += 3 * points;
    }

    @Override
    final void end() throws IOException {
        header(lattice);
        for (int red = 0; red < size; red++) {
            for (int green = 0; green < size; green++) {
                for (int blue = 0; blue < size; blue++) {
                    point(red, green, blue, lattice, 3 * (red + size * (green + size * blue)));
                }
            }
        }
        footer();
    }
}
