package dev.lutra.network;

import dev.lutra.color.Domain;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws fresh colours for a LUT, uniform over its domain, and what the LUT makes of them by trilinear interpolation
 * (paper, section 3.2). What is drawn depends on the seed, the LUT and the iteration, and on nothing else.
 */
final class ColorSampler {

    /** Every so many samples one channel is pinned to 0 or 1: the faces of the cube are seldom hit by chance. */
    private static final int PIN_EVERY = 8;

    private final Lut3d lut;
    private final Domain range;
    private final long key;

    ColorSampler(Lut3d lut, long seed) {
        this.lut = lut;
        this.range = rangeOf(lut);
        this.key = seed * 0x9E3779B97F4A7C15L + Arrays.hashCode(lut.lattice());
    }

    /** The outputs that the unit cube of the network stands for: 0…1, widened where the LUT goes beyond. */
    static Domain rangeOf(Lut3d lut) {
        float[] min = {0, 0, 0};
        float[] max = {1, 1, 1};
        float[] lattice = lut.lattice();
        for (int i = 0; i < lattice.length; i++) {
            min[i % 3] = Math.min(min[i % 3], lattice[i]);
            max[i % 3] = Math.max(max[i % 3], lattice[i]);
        }
        return new Domain(new Rgb(min[0], min[1], min[2]), new Rgb(max[0], max[1], max[2]));
    }

    /**
     * Draws colours.
     *
     * @param x receives the colours on the scale α(2c − 1)
     * @param target receives the LUT's outputs, 0…1 for its range
     * @param from index of the first triple in both
     * @param count of triples
     */
    void draw(long iteration, float[] x, float[] target, int from, int count) {
        var random = new SplittableRandom(key + iteration * 0xD1B54A32D192ED03L);
        Rgb low = lut.domain().min();
        Rgb high = lut.domain().max();
        for (int sample = 0; sample < count; sample++) {
            int at = 3 * (from + sample);
            x[at] = random.nextFloat();
            x[at + 1] = random.nextFloat();
            x[at + 2] = random.nextFloat();
            if (sample % PIN_EVERY == 0) {
                int pin = random.nextInt(6);
                x[at + pin / 2] = pin % 2;
            }
            Interpolation.TRILINEAR.apply(
                    lut,
                    low.red() + x[at] * (high.red() - low.red()),
                    low.green() + x[at + 1] * (high.green() - low.green()),
                    low.blue() + x[at + 2] * (high.blue() - low.blue()),
                    target,
                    at);
            toUnit(target, at);
            for (int channel = 0; channel < 3; channel++) {
                x[at + channel] = Network.ALPHA * (2 * x[at + channel] - 1);
            }
        }
    }

    private void toUnit(float[] target, int at) {
        Rgb min = range.min();
        Rgb max = range.max();
        target[at] = (target[at] - min.red()) / (max.red() - min.red());
        target[at + 1] = (target[at + 1] - min.green()) / (max.green() - min.green());
        target[at + 2] = (target[at + 2] - min.blue()) / (max.blue() - min.blue());
    }
}
