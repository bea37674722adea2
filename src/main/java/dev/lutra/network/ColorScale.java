package dev.lutra.network;

import dev.lutra.color.RgbBox;

/** Converts between colours in [0,1] and the unbounded scale that the blocks work on (paper, equation 2). */
public final class ColorScale {

    private ColorScale() {}

    /** x₀ = atanh(α(2c − 1)). */
    public static float atanh(float color) {
        double u = Network.ALPHA * (2.0 * color - 1);
        return (float) (0.5 * Math.log((1 + u) / (1 - u)));
    }

    /** The inverse of {@link #atanh(float)}: c = (tanh(x)/α + 1)/2, clipped to 0…1. */
    public static float color(float x) {
        return unit((float) Math.tanh(x));
    }

    /** x₀ for many values. */
    public static float[] atanh(float[] colors) {
        var scaled = new float[colors.length];
        for (int i = 0; i < colors.length; i++) {
            scaled[i] = atanh(colors[i]);
        }
        return scaled;
    }

    /** c' = clip((y/α + 1)/2), then to the range; in place, y = tanh(x), RGB triples. */
    public static void unsquash(float[] y, RgbBox range) {
        for (int i = 0; i < y.length; i++) {
            y[i] = unit(y[i]);
        }
        scale(y, range);
    }

    /** Scales values from 0…1 to the range, in place. */
    public static void scale(float[] unit, RgbBox range) {
        if (!range.isUnit()) {
            System.arraycopy(range.fromUnit(unit), 0, unit, 0, unit.length);
        }
    }

    /** c' = clip((y/α + 1)/2). */
    public static float unit(float y) {
        return Math.max(0f, Math.min(1f, y * (0.5f / Network.ALPHA) + 0.5f));
    }
}
