package dev.lutra.network.learn;

import dev.lutra.color.ColorHistogram;
import dev.lutra.network.ColorScale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Random colours that are drawn once and then shared by all LUTs and iterations: each takes a run of them that starts
 * somewhere else. A colour costs a lookup, and a device can keep them all.
 */
final class ColorPool {

    /** The number of places where a run may start. */
    static final int SIZE = 1 << 17;

    /**
     * One in so many samples has a channel fixed at 0 or 1, because random colours seldom hit the faces of the cube.
     */
    private static final int PIN_EVERY = 8;
    /** One in so many of the colours of photographs is uniform. */
    private static final int UNIFORM_EVERY = 8;
    /** Colours are drawn on 12-bit levels. */
    private static final int LEVELS = 1 << 12;
    /** The levels in a bin of a histogram: the bits of a channel that remain after the bin is drawn. */
    private static final int BIN_LEVELS = LEVELS / ColorHistogram.BINS;

    private final float[] colors;
    private final float[] x;

    /** @param longest the number of colours of the longest run */
    ColorPool(ColorDistribution distribution, long seed, int longest) {
        var random = new SplittableRandom(seed);
        colors = new float[3 * (SIZE + longest)];
        for (int sample = 0; sample < SIZE + longest; sample++) {
            draw(distribution.histogram(), sample, random.nextLong(), colors);
        }
        x = ColorScale.atanh(colors);
    }

    /**
     * The index of the first colour of a run, below {@link #SIZE}.
     *
     * @param key a different key for each LUT and training
     */
    static int start(long key, long iteration) {
        long mixed = key + iteration * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (int) ((mixed ^ mixed >>> 31) & SIZE - 1);
    }

    /** The colours, 0…1, triples. */
    float[] colors() {
        return colors;
    }

    /** The same colours on the atanh scale. */
    float[] x() {
        return x;
    }

    private static void draw(@Nullable ColorHistogram histogram, int sample, long bits, float[] colors) {
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
        colors[3 * sample] = color(red);
        colors[3 * sample + 1] = color(green);
        colors[3 * sample + 2] = color(blue);
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
