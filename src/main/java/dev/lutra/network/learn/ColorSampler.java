package dev.lutra.network.learn;

import dev.lutra.color.ColorHistogram;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.ColorScale;
import dev.lutra.network.OutputRange;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws random colours for a LUT over its domain, and computes its outputs by trilinear interpolation (paper, section
 * 3.2). The colours depend only on the seed, the LUT, the distribution and the iteration.
 */
final class ColorSampler {

    /**
     * One in so many samples has a channel fixed at 0 or 1, because random colours seldom hit the faces of the cube.
     */
    private static final int PIN_EVERY = 8;

    /** One in so many of the colours of photographs is uniform. */
    private static final int UNIFORM_EVERY = 8;

    /** Colours are drawn on 12-bit levels. A table holds the atanh of each level. */
    private static final int LEVELS = 1 << 12;

    /** The levels in a bin of a histogram: the bits of a channel that remain after the bin is drawn. */
    private static final int BIN_LEVELS = LEVELS / ColorHistogram.BINS;

    private static final float[] ATANH = new float[LEVELS];

    static {
        for (int level = 0; level < LEVELS; level++) {
            ATANH[level] = ColorScale.atanh(color(level));
        }
    }

    private final Lut3d lut;
    private final RgbBox range;
    private final @Nullable ColorHistogram histogram;
    private final long key;

    ColorSampler(Lut3d lut, ColorDistribution colors, long seed) {
        this.lut = lut;
        histogram = colors.histogram();
        this.range = OutputRange.of(lut);
        this.key = seed * 0x9E3779B97F4A7C15L + Arrays.hashCode(lut.lattice());
    }

    /**
     * Draws colours.
     *
     * @param x receives the colours on the atanh scale
     * @param target receives the outputs of the LUT, in which 0…1 spans its range
     * @param from the index of the first triple in both
     * @param count the number of triples
     */
    void draw(long iteration, float[] x, float[] target, int from, int count) {
        var random = new SplittableRandom(key + iteration * 0xD1B54A32D192ED03L);
        for (int sample = 0; sample < count; sample++) {
            long bits = random.nextLong();
            int red;
            int green;
            int blue;
            if (histogram == null || sample % UNIFORM_EVERY == 0) {
                red = level(bits);
                green = level(bits >>> 12);
                blue = level(bits >>> 24);
            } else {
                int bin = histogram.draw(bits);
                red = levelInBin(bin, bits);
                green = levelInBin(bin / ColorHistogram.BINS, bits >>> 8);
                blue = levelInBin(bin / (ColorHistogram.BINS * ColorHistogram.BINS), bits >>> 16);
            }
            if (sample % PIN_EVERY == 0 && (histogram == null || (bits >>> 53 & 1) == 0)) {
                int pinned = (bits >>> 36 & 1) == 0 ? 0 : LEVELS - 1;
                switch ((int) ((bits >>> 37 & 0xFFFF) % 3)) {
                    case 0 -> red = pinned;
                    case 1 -> green = pinned;
                    default -> blue = pinned;
                }
            }
            int at = 3 * (from + sample);
            x[at] = ATANH[red];
            x[at + 1] = ATANH[green];
            x[at + 2] = ATANH[blue];
            sample(color(red), color(green), color(blue), target, at);
        }
    }

    /**
     * The outputs of the LUT for colours that were drawn for another LUT.
     *
     * @param x colours on the atanh scale
     * @param target receives the outputs of the LUT, in which 0…1 spans its range
     * @param from the index of the first triple in both
     * @param count the number of triples
     */
    void apply(float[] x, float[] target, int from, int count) {
        for (int at = 3 * from; at < 3 * (from + count); at += 3) {
            sample(ColorScale.color(x[at]), ColorScale.color(x[at + 1]), ColorScale.color(x[at + 2]), target, at);
        }
    }

    /** The output of the LUT, in which 0…1 spans its range, at an input in which 0…1 spans its domain. */
    private void sample(float red, float green, float blue, float[] target, int at) {
        RgbBox domain = lut.domain();
        Interpolation.TRILINEAR.apply(
                lut, domain.fromUnit(red, 0), domain.fromUnit(green, 1), domain.fromUnit(blue, 2), target, at);
        for (int channel = 0; channel < 3; channel++) {
            target[at + channel] = range.toUnit(target[at + channel], channel);
        }
    }

    private static int level(long bits) {
        return (int) (bits & LEVELS - 1);
    }

    private static int levelInBin(int bin, long bits) {
        return bin % ColorHistogram.BINS * BIN_LEVELS + (int) (bits & BIN_LEVELS - 1);
    }

    private static float color(int level) {
        return level / (LEVELS - 1f);
    }
}
