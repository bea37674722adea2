package dev.lutra.color;

import java.io.IOException;

/**
 * The inverse of any LUT, by search: for each colour the input whose output comes nearest to it in Lab. Colours that the
 * LUT cannot produce get the input of the nearest one that it can. Safe for use by many threads.
 *
 * <p>The LUT is interpolated trilinearly. Outputs are taken as encoded sRGB.
 */
public final class NumericInverse {

    /** Points that a thread takes at a time. */
    private static final int CHUNK = 1024;
    /** Chunks between two calls of a sink. */
    private static final int CHUNKS = 32;

    private final Lut3d map;
    /** Where searches start, over the outputs; inputs 0…1 over the map's domain. */
    private final Lut3d guess;

    private final Parallel parallel;

    /**
     * Prepares to invert: takes some tens of milliseconds on all cores.
     *
     * @param map the LUT to invert
     * @param outputs the box that its outputs lie in
     * @param parallel does all of the work, now and later, in pieces of some milliseconds
     */
    public NumericInverse(Lut3d map, Domain outputs, Parallel parallel) {
        this.map = map;
        this.parallel = parallel;
        guess = new Lut3d(InverseGuess.SIZE, outputs, InverseGuess.of(map, outputs, parallel));
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
     * Inverts a lattice over outputs. Memory does not grow with it.
     *
     * @param outputs the box that the lattice spans
     * @param size points along an axis, 2…256
     * @param sink receives the lattice in order, values in the LUT's domain; called on this thread
     */
    public void lattice(Domain outputs, int size, LatticeSink sink) throws IOException {
        int points = Lattice.points(size);
        for (int from = 0; from < points; from += CHUNK * CHUNKS) {
            int first = from;
            int count = Math.min(CHUNK * CHUNKS, points - from);
            var slab = new float[3 * count];
            parallel.forEach(Math.ceilDiv(count, CHUNK), chunk -> {
                int start = chunk * CHUNK;
                float[] part = lattice(outputs, size, first + start, Math.min(CHUNK, count - start));
                System.arraycopy(part, 0, slab, 3 * start, part.length);
            });
            sink.accept(slab, count);
        }
    }

    private float[] lattice(Domain outputs, int size, int from, int points) {
        var colors = new float[3 * points];
        Lattice.coordinates(size, outputs, from, points, colors);
        var inputs = new float[3 * points];
        invert(colors, inputs, 0, points);
        return map.domain().fromUnit(inputs);
    }

    private void invert(float[] colors, float[] inputs, int from, int to) {
        var search = new NearestInput(map, InverseGuess.NEIGHBOUR_WEIGHT);
        var start = new float[3];
        var target = new double[3];
        var near = new double[3];
        var input = new double[3];
        for (int i = 3 * from; i < 3 * to; i += 3) {
            Interpolation.TRILINEAR.apply(guess, colors[i], colors[i + 1], colors[i + 2], start, 0);
            Lab lab = Lab.ofSrgb(colors, i);
            target[0] = lab.lightness();
            target[1] = lab.a();
            target[2] = lab.b();
            for (int channel = 0; channel < 3; channel++) {
                near[channel] = start[channel];
                input[channel] = start[channel];
            }
            search.search(target, near, input);
            for (int channel = 0; channel < 3; channel++) {
                inputs[i + channel] = (float) input[channel];
            }
        }
    }
}
