package dev.lutra.network;

import dev.lutra.color.Domain;
import dev.lutra.color.Rgb;

/** Between colours in [0,1] and the unbounded scale that the blocks work on (paper, equation 2). */
final class ColorScale {

    private ColorScale() {}

    /** x₀ = atanh(α(2c − 1)). */
    static float atanh(float color) {
        double u = Network.ALPHA * (2.0 * color - 1);
        return (float) (0.5 * Math.log((1 + u) / (1 - u)));
    }

    /** c' = clip((y/α + 1)/2), then to the range; in place, y = tanh(x), RGB triples. */
    static void unsquash(float[] y, Domain range) {
        Rgb min = range.min();
        Rgb max = range.max();
        for (int i = 0; i < y.length; i += 3) {
            y[i] = min.red() + unit(y[i]) * (max.red() - min.red());
            y[i + 1] = min.green() + unit(y[i + 1]) * (max.green() - min.green());
            y[i + 2] = min.blue() + unit(y[i + 2]) * (max.blue() - min.blue());
        }
    }

    /** c' = clip((y/α + 1)/2). */
    static float unit(float y) {
        return Math.clamp((y / Network.ALPHA + 1) / 2, 0f, 1f);
    }
}
