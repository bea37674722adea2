package dev.lutra.delivery;

import dev.lutra.color.Domain;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Rgb;
import java.io.IOException;

/** Mixes the points of a lattice with those of the identity over a domain, on their way to another sink. */
final class StrengthMix implements LatticeSink {

    private final LatticeSink out;
    private final float strength;
    private final float[][] identity;
    private float[] mixed = new float[0];
    private long position;

    /**
     * Makes a mix.
     *
     * @param size points along one edge of the lattice
     * @param strength 0 (the identity) … 1 (the lattice as it comes)
     */
    StrengthMix(LatticeSink out, Domain domain, int size, float strength) {
        this.out = out;
        this.strength = strength;
        Rgb min = domain.min();
        Rgb max = domain.max();
        identity = new float[][] {
            axis(min.red(), max.red(), size), axis(min.green(), max.green(), size), axis(min.blue(), max.blue(), size)
        };
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
        mixed[channel] = neutral + strength * (rgb[channel] - neutral);
    }

    private static float[] axis(float min, float max, int size) {
        var axis = new float[size];
        for (int i = 0; i < size; i++) {
            axis[i] = min + (max - min) * i / (size - 1);
        }
        return axis;
    }
}
