package dev.lutra.network.decode;

import dev.lutra.color.ColorDifference;
import dev.lutra.color.Fidelity.Statistics;
import dev.lutra.color.Lab;
import dev.lutra.color.Lattice;
import dev.lutra.color.RgbBox;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * How good an inverse is.
 *
 * @param method how it was made
 * @param roundTrip ΔE76 between an 8-bit output of the LUT, and what the LUT makes of that output's inverse
 * @param coverage share of all outputs, spread evenly over the LUT's range, that the LUT can produce: those that its
 *     inverse leads to within {@link #REACHED}; 0…1
 */
public record InverseQuality(Method method, Statistics roundTrip, double coverage) {

    /** ΔE76 up to which an output counts as reached: about what can just be seen. */
    public static final double REACHED = 1;

    private static final int COLORS = 8192;
    private static final int COVERAGE_SIZE = 17;
    private static final int LEVELS = 255;

    /** How an inverse is made. */
    public enum Method {
        /** By a bijective network run backwards: {@link Inverter}. */
        BIJECTIVE,
        /** By search: {@link dev.lutra.color.NumericInverse}. */
        NUMERIC
    }

    /**
     * Measures an inverse.
     *
     * @param forward from RGB triples, 0…1 for the edges of the LUT's domain, to as many in its range
     * @param inverse the way back
     * @param range the box of the LUT's outputs
     */
    public static InverseQuality measure(
            Method method, UnaryOperator<float[]> forward, UnaryOperator<float[]> inverse, RgbBox range) {
        var all = new float[3 * Lattice.points(COVERAGE_SIZE)];
        Lattice.coordinates(COVERAGE_SIZE, range, 0, all.length / 3, all);
        int reached = 0;
        for (double difference : differences(all, forward.apply(inverse.apply(all)))) {
            if (difference <= REACHED) {
                reached++;
            }
        }
        return new InverseQuality(method, roundTrip(forward, inverse, range), reached / (all.length / 3.0));
    }

    /**
     * ΔE76 between 8-bit outputs of a LUT, and what it makes of their inverses.
     *
     * @param forward as in {@link #measure}
     * @param inverse likewise
     * @param range likewise
     */
    public static Statistics roundTrip(UnaryOperator<float[]> forward, UnaryOperator<float[]> inverse, RgbBox range) {
        float[] outputs = round(forward.apply(colors()), range);
        return Statistics.of(differences(outputs, forward.apply(inverse.apply(outputs))));
    }

    /**
     * ΔE76 between 8-bit inputs and what comes back when the LUT is applied and undone.
     *
     * @param forward as in {@link #measure}
     * @param inverse likewise
     * @param range likewise
     * @param clipped false to leave out inputs whose output has a channel at an end of the range: the LUT has clipped it,
     *     and no inverse brings it back
     */
    public static Statistics undone(
            UnaryOperator<float[]> forward, UnaryOperator<float[]> inverse, RgbBox range, boolean clipped) {
        float[] colors = colors();
        float[] outputs = forward.apply(colors);
        float[] unit = range.toUnit(outputs);
        double[] differences = differences(colors, inverse.apply(outputs));
        return Statistics.of(IntStream.range(0, differences.length)
                .filter(color -> clipped || isInside(unit, 3 * color))
                .mapToDouble(color -> differences[color])
                .toArray());
    }

    private static boolean isInside(float[] unit, int at) {
        for (int i = at; i < at + 3; i++) {
            if (unit[i] <= 0 || unit[i] >= 1) {
                return false;
            }
        }
        return true;
    }

    /** 8-bit colours, the same at every call. */
    private static float[] colors() {
        var random = new SplittableRandom(1);
        var colors = new float[3 * COLORS];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = random.nextInt(LEVELS + 1) / (float) LEVELS;
        }
        return colors;
    }

    /** To 8 bits over the range. */
    private static float[] round(float[] outputs, RgbBox range) {
        float[] unit = range.toUnit(outputs);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = Math.round(Math.clamp(unit[i], 0f, 1f) * LEVELS) / (float) LEVELS;
        }
        return range.fromUnit(unit);
    }

    private static double[] differences(float[] one, float[] other) {
        var differences = new double[one.length / 3];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = ColorDifference.deltaE76(Lab.ofSrgb(one, 3 * i), Lab.ofSrgb(other, 3 * i));
        }
        return differences;
    }
}
