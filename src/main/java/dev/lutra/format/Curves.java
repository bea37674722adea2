package dev.lutra.format;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;

/**
 * A 1D LUT: a curve for each channel, linear between its points, constant beyond them.
 *
 * <p>It becomes a lattice over its own domain, alone or followed by a 3D LUT. That is exact at the lattice's points;
 * between them a strongly bent curve, such as a logarithm, is approximated.
 *
 * @param points of each curve, at least 2
 * @param domain the inputs that the first and the last point stand for
 * @param values {@code 3 * points} outputs: RGB triples
 */
record Curves(int points, RgbBox domain, float[] values) {

    /** Points along an axis that render most curves well, at 3 MB. */
    private static final int FINE = 65;

    /** These curves as a lattice: of as many points as they have, but of 65 at most. */
    Lut3d toLattice(int maxSize) {
        int size = Math.min(points, Math.min(FINE, maxSize));
        float[] lattice = outputs(size);
        return new Lut3d(size, domain, lattice);
    }

    /**
     * These curves and the cube behind them as one lattice. Each step of the cube becomes a whole number of steps, so
     * that nothing is lost where the curves are straight: the fewest that make 65 points or more.
     *
     * @param maxSize if so many points are more than this, the lattice is as large as the cube
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
