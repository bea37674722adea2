package dev.lutra.color;

import java.io.IOException;

/**
 * Inverts any LUT with a search: for each colour it finds the input whose output is nearest in Lab. A colour that the
 * LUT cannot produce gets the input of the nearest colour that the LUT can produce. If several inputs lead to a colour,
 * the input near the greys is chosen. If the LUT keeps greys, greys get exact greys. Thread-safe.
 *
 * <p>The LUT is interpolated tetrahedrally. Outputs are interpreted as encoded sRGB.
 */
public final class NumericInverse {

    /** The number of points that a thread processes at a time. */
    private static final int CHUNK = 1024;
    /** The smallest number of points between two calls of a sink. */
    private static final int SLAB = 1 << 16;

    private static final int MIN_PLANES = 8;

    /** The approximate number of points in the planes of a table that a thread fits at a time. */
    private static final int FITTED = 1 << 13;

    /** The weight that keeps an input near the end of the previous search, in ΔE76 per edge of the input box. */
    private static final double FINAL_WEIGHT = 2;

    private final Lut3d map;
    private final RgbBox outputs;
    private final GreyAxis greys;
    /**
     * The start values of searches: a lattice over the outputs whose values are inputs, 0…1 over the domain of the LUT.
     */
    private final Lut3d guess;

    private final Parallel parallel;

    /**
     * Prepares an inversion. This takes some tens of milliseconds on all cores.
     *
     * @param map the LUT to invert
     * @param range the box of its outputs
     * @param parallel runs all of the work, now and later, in pieces of a few milliseconds
     */
    public NumericInverse(Lut3d map, RgbBox range, Parallel parallel) {
        this.map = map;
        this.parallel = parallel;
        greys = new GreyAxis(map, range);
        outputs = greys.keepsGreys() ? range.cube() : range;
        guess = new Lut3d(InverseGuess.SIZE, outputs, InverseGuess.of(map, greys, outputs, parallel));
    }

    /**
     * The box that {@link #lattice} spans: the range. If the LUT keeps greys, the box is widened to the same limits in
     * all channels, so that greys lie on the diagonal of the lattice.
     */
    public RgbBox outputs() {
        return outputs;
    }

    /**
     * Inverts colours.
     *
     * @param colors RGB triples, outputs of the LUT
     * @return the same number of RGB triples, 0…1 for the edges of the domain of the LUT
     */
    public float[] invert(float[] colors) {
        var inputs = new float[colors.length];
        int points = colors.length / 3;
        parallel.forEach(Math.ceilDiv(points, CHUNK), chunk -> {
            int from = chunk * CHUNK;
            invert(colors, inputs, from, Math.min(points, from + CHUNK));
        });
        return inputs;
    }

    /**
     * Computes a lattice of the inverse over {@link #outputs()}, fitted for tetrahedral interpolation (see {@link
     * TableFit}). The memory grows with the square of the size.
     *
     * @param size the number of points along an axis, 2…256
     * @param sink receives the lattice in order, with values in the domain of the LUT; it is called on this thread
     */
    public void lattice(int size, LatticeSink sink) throws IOException {
        Lattice.points(size);
        var fit = new TableFit(map, outputs, size, greys.keepsGreys());
        int step = Math.max(MIN_PLANES, SLAB / (size * size));
        var searched = new Planes(0, 0, new float[0]);
        for (int from = 0; from < size; from += step) {
            int to = Math.min(size, from + step);
            searched = search(size, searched, Math.max(0, from - 1), Math.min(size, to + 1));
            sink.accept(map.domain().fromUnit(fit(fit, size, searched, from, to)), (to - from) * size * size);
        }
    }

    /** Some planes of a lattice whose values are inputs, 0…1. */
    private record Planes(int from, int to, float[] inputs) {}

    /** Computes the planes that are not known yet. */
    private Planes search(int size, Planes known, int from, int to) {
        int plane = 3 * size * size;
        var inputs = new float[plane * (to - from)];
        int first = Math.max(from, known.to);
        int kept = first - from;
        System.arraycopy(known.inputs, plane * (from - known.from), inputs, 0, plane * kept);
        int points = size * size * (to - first);
        parallel.forEach(Math.ceilDiv(points, CHUNK), chunk -> {
            int start = chunk * CHUNK;
            int count = Math.min(CHUNK, points - start);
            var colors = new float[3 * count];
            Lattice.coordinates(size, outputs, (long) size * size * first + start, count, colors);
            var part = new float[3 * count];
            invert(colors, part, 0, count);
            System.arraycopy(part, 0, inputs, plane * kept + 3 * start, part.length);
        });
        return new Planes(from, to, inputs);
    }

    private float[] fit(TableFit fit, int size, Planes planes, int from, int to) {
        var fitted = new float[3 * size * size * (to - from)];
        int step = Math.ceilDiv(FITTED, size * size);
        parallel.forEach(Math.ceilDiv(to - from, step), part -> {
            int first = from + part * step;
            fit.fit(planes.inputs, planes.from, first, Math.min(to, first + step), fitted, from);
        });
        return fitted;
    }

    private void invert(float[] colors, float[] inputs, int from, int to) {
        var search = new NearestInput(map);
        var start = new float[3];
        var target = new double[3];
        var near = new double[3];
        var input = new double[3];
        for (int i = 3 * from; i < 3 * to; i += 3) {
            Lab lab = Lab.ofSrgb(colors, i);
            if (greys.keepsGreys() && colors[i] == colors[i + 1] && colors[i] == colors[i + 2]) {
                float grey = (float) greys.input(lab.lightness());
                inputs[i] = grey;
                inputs[i + 1] = grey;
                inputs[i + 2] = grey;
                continue;
            }
            target[0] = lab.lightness();
            target[1] = lab.a();
            target[2] = lab.b();
            Interpolation.TRILINEAR.apply(guess, colors[i], colors[i + 1], colors[i + 2], start, 0);
            for (int channel = 0; channel < 3; channel++) {
                near[channel] = start[channel];
                input[channel] = start[channel];
            }
            // The first search stays near the guess, which decides between equal inputs; the second one is as exact as
            // possible.
            search.search(target, near, InverseGuess.NEIGHBOUR_WEIGHT, input);
            System.arraycopy(input, 0, near, 0, 3);
            search.search(target, near, FINAL_WEIGHT, input);
            for (int channel = 0; channel < 3; channel++) {
                inputs[i + channel] = (float) input[channel];
            }
        }
    }
}
