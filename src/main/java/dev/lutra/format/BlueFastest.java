package dev.lutra.format;

import dev.lutra.color.Lattice;

/** The order of lattices in files whose blue changes fastest from point to point, and red slowest. */
final class BlueFastest {

    private BlueFastest() {}

    /**
     * Swaps the red and the blue axis: turns a lattice from blue fastest to red fastest, or back.
     *
     * @param lattice {@code 3 * size³} values, changed in place
     */
    static void swapRedAndBlue(float[] lattice, int size) {
        if (lattice.length != 3 * Lattice.points(size)) {
            throw new IllegalArgumentException("%d values for a size of %d".formatted(lattice.length, size));
        }
        for (int blue = 0; blue < size; blue++) {
            for (int green = 0; green < size; green++) {
                for (int red = 0; red < blue; red++) {
                    swap(lattice, 3 * (red + size * (green + size * blue)), 3 * (blue + size * (green + size * red)));
                }
            }
        }
    }

    private static void swap(float[] lattice, int one, int other) {
        for (int channel = 0; channel < 3; channel++) {
            float value = lattice[one + channel];
            lattice[one + channel] = lattice[other + channel];
            lattice[other + channel] = value;
        }
    }
}
