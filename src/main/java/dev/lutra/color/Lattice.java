package dev.lutra.color;

import java.util.Objects;

/** The geometry of a lattice: the number of its points and their positions. */
public final class Lattice {

    private Lattice() {}

    /**
     * The number of points of a lattice.
     *
     * @param size the number of points along an axis, 2…256
     * @return {@code size³}
     * @throws IllegalArgumentException if the size is out of range
     */
    public static int points(int size) {
        if (size < Lut3d.MIN_SIZE || size > Lut3d.MAX_SIZE) {
            throw new IllegalArgumentException(
                    "lattice size %d is not within %d…%d".formatted(size, Lut3d.MIN_SIZE, Lut3d.MAX_SIZE));
        }
        return size * size * size;
    }

    /**
     * The greys of a lattice over 0…1, black first.
     *
     * @param size the number of points along an axis, 2…256
     * @return {@code size} RGB triples
     */
    public static float[] greys(int size) {
        float[] axis = RgbBox.UNIT.axis(0, size);
        var greys = new float[3 * size];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = axis[i / 3];
        }
        return greys;
    }

    /**
     * Computes the positions of consecutive points of a lattice, red fastest.
     *
     * @param size the number of points along an axis, 2…256
     * @param domain the domain of the lattice
     * @param from the index of the first point
     * @param points the number of points; {@code from + points} is at most {@code size³}
     * @param rgb an array that receives {@code 3 * points} values from index 0, in the units of the domain
     */
    public static void coordinates(int size, RgbBox domain, long from, int points, float[] rgb) {
        int first = (int) Objects.checkFromIndexSize(from, points, (long) points(size));
        Objects.checkFromIndexSize(0, 3 * points, rgb.length);
        float[] reds = domain.axis(0, size);
        float[] greens = domain.axis(1, size);
        float[] blues = domain.axis(2, size);
        int red = first % size;
        int green = first / size % size;
        int blue = first / size / size;
        for (int i = 0; i < 3 * points; i += 3) {
            rgb[i] = reds[red];
            rgb[i + 1] = greens[green];
            rgb[i + 2] = blues[blue];
            if (++red == size) {
                red = 0;
                if (++green == size) {
                    green = 0;
                    blue++;
                }
            }
        }
    }
}
