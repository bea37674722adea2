package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.Strength;
import java.io.IOException;

/** Mixes the points of a lattice with the inputs that lead to them, and passes them to another sink. */
final class StrengthFilter implements LatticeSink {

    private final LatticeSink out;
    private final float strength;
    private final float[][] identity;
    private float[] mixed = new float[0];
    private long position;

    /**
     * Creates a filter.
     *
     * @param inputs the inputs of the points along an axis: of a channel, for a size
     * @param size points along one edge of the lattice
     * @param strength 0 (the identity) to 1 (the unchanged lattice)
     */
    StrengthFilter(LatticeSink out, Inputs inputs, int size, float strength) {
        this.out = out;
        this.strength = strength;
        identity = new float[][] {inputs.axis(0, size), inputs.axis(1, size), inputs.axis(2, size)};
    }

    /** The inputs of the points along an axis. */
    interface Inputs {

        float[] axis(int channel, int size);
    }

    @Override
    public void accept(float[] rgb, int points) throws IOException {
        if (mixed.length < 3 * points) {
            mixed = new float[3 * points];
        }
        int size = identity[0].length;
        for (int point = 0; point < points; point++) {
            mix(rgb, 3 * point, identity[0][(int) (position % size)]);
            mix(rgb, 3 * point + 1, identity[1][(int) (position / size % size)]);
            mix(rgb, 3 * point + 2, identity[2][(int) (position / size / size)]);
            position++;
        }
        out.accept(mixed, points);
    }

    private void mix(float[] rgb, int channel, float neutral) {
        mixed[channel] = Strength.mix(neutral, rgb[channel], strength);
    }
}
