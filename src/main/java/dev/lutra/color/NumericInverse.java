package dev.lutra.color;

import java.io.IOException;

/**
 * The inverse of any LUT, by search: for each colour the input whose output comes nearest to it in Lab. Colours that the
 * LUT cannot produce get the input of the nearest one that it can. Where several inputs lead to a colour, that near to
 * the greys is taken; greys get greys, exactly, where the LUT keeps greys. Safe for use by many threads.
 *
 * <p>The LUT is read tetrahedrally. Outputs are taken as encoded sRGB.
 */
public final class NumericInverse {

    /** Points that a thread takes at a time. */
    private static final int CHUNK = 1024;
    /** Points, or more, between two calls of a sink. */
    private static final int SLAB = 1 << 16;

    private static final int MIN_PLANES = 8;

    /** Planes of a table that a thread fits at a time hold about so many points. */
    private static final int FITTED = 1 << 13;

    /** In ΔE76 per edge of the inputs' box: what keeps an input near to where the search before it ended. */
    private static final double FINAL_WEIGHT = 2;

    private final Lut3d map;
    private final Domain outputs;
    private final GreyAxis greys;
    /** Where searches start, over the outputs; inputs 0…1 over the map's domain. */
    private final Lut3d guess;

    private final Parallel parallel;

    /**
     * Prepares to invert: takes some tens of milliseconds on all cores.
     *
     * @param map the LUT to invert
     * @param range the box that its outputs lie in
     * @param parallel does all of the work, now and later, in pieces of some milliseconds
     */
    public NumericInverse(Lut3d map, Domain range, Parallel parallel) {
        this.map = map;
        this.parallel = parallel;
        greys = new GreyAxis(map, range);
        outputs = greys.keepsGreys() ? range.cube() : range;
        guess = new Lut3d(InverseGuess.SIZE, outputs, InverseGuess.of(map, greys, outputs, parallel));
    }

    /**
     * The box that {@link #lattice} spans: the range, widened to the same in all channels where the LUT keeps greys, so
     * that greys lie on the lattice's diagonal.
     */
    public Domain outputs() {
        return outputs;
    }

    /**
     * Inverts colours.
     *
     * @param colors RGB triples, outputs of the LUT
     * @return as many RGB triples, 0…1 for the edges of the LUT's domain
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
     * Inverts a lattice over {@link #outputs()}, fitted to be read tetrahedrally: see {@link TableFit}. Memory grows with
     * the square of the size.
     *
     * @param size points along an axis, 2…256
     * @param sink receives the lattice in order, values in the LUT's domain; called on this thread
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

    /** Some planes of a lattice, of inputs 0…1. */
    private record Planes(int from, int to, float[] inputs) {}

    /** Searches for planes that were not searched for yet. */
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
            // First near to the guess, for what the LUT leaves open, then as exactly as it can be.
            search.search(target, near, InverseGuess.NEIGHBOUR_WEIGHT, input);
            System.arraycopy(input, 0, near, 0, 3);
            search.search(target, near, FINAL_WEIGHT, input);
            for (int channel = 0; channel < 3; channel++) {
                inputs[i + channel] = (float) input[channel];
            }
        }
    }
}
