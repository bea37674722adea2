package dev.lutra.format;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;

/**
 * A 1D LUT: a curve for each channel, linear between its points and constant beyond them.
 *
 * <p>It becomes a lattice over its domain, alone or followed by a 3D LUT. The lattice is exact at its points. Between
 * them it approximates strongly bent curves, such as logarithms.
 *
 * @param points the number of points of each curve, at least 2
 * @param domain the inputs of the first and the last point
 * @param values {@code 3 * points} outputs: RGB triples
 */
record Curves(int points, RgbBox domain, float[] values) {

    /** The number of points along an axis that represents most curves well, with 3 MB. */
    private static final int FINE = 65;

    /** Converts these curves to a lattice with the same number of points, but at most 65. */
    Lut3d toLattice(int maxSize) {
        int size = Math.min(points, Math.min(FINE, maxSize));
        float[] lattice = outputs(size);
        return new Lut3d(size, domain, lattice);
    }

    /**
     * Combines these curves and the following cube into one lattice. Each step of the cube is divided into a whole
     * number of steps, so that nothing is lost where the curves are straight. This number is the smallest that gives 65
     * points or more.
     *
     * @param maxSize the largest size; if the combination needs more, the lattice has the size of the cube
     */
    Lut3d before(Lut3d cube, int maxSize) {
        int steps = cube.size() - 1;
        int fine = Math.ceilDiv(FINE - 1, steps) * steps + 1;
        int size = fine <= maxSize ? fine : cube.size();
        float[] lattice = outputs(size);
        Interpolation.TETRAHEDRAL.apply(cube, lattice, lattice, Lattice.points(size));
        return new Lut3d(size, domain, lattice);
    }

    private float[] outputs(int size) {
        float[] red = sampled(size, 0);
        float[] green = sampled(size, 1);
        float[] blue = sampled(size, 2);
        var lattice = new float[3 * Lattice.points(size)];
        for (int i = 0; i < lattice.length / 3; i++) {
            lattice[3 * i] = red[i % size];
            lattice[3 * i + 1] = green[i / size % size];
            lattice[3 * i + 2] = blue[i / size / size];
        }
        return lattice;
    }

    private float[] sampled(int size, int channel) {
        var curve = new float[size];
        for (int i = 0; i < size; i++) {
            double place = (double) i * (points - 1) / (size - 1);
            int segment = Math.min((int) place, points - 2);
            double fraction = place - segment;
            curve[i] = (float)
                    ((1 - fraction) * values[3 * segment + channel] + fraction * values[3 * (segment + 1) + channel]);
        }
        return curve;
    }
}
