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
 * The quality of an inverse.
 *
 * @param method the method of the inverse
 * @param roundTrip ΔE76 between an 8-bit output of the LUT and its round trip through the inverse and the LUT
 * @param coverage the share, 0…1, of all outputs that the LUT can produce. The outputs are spread evenly over the range
 *     of the LUT. An output counts if its round trip is within {@link #REACHED}
 */
public record InverseQuality(Method method, Statistics roundTrip, double coverage) {

    /** The largest ΔE76 at which an output counts as reached. It is about the smallest visible difference. */
    public static final double REACHED = 1;

    private static final int COLORS = 8192;
    private static final int COVERAGE_SIZE = 17;
    private static final int LEVELS = 255;

    /** The method of an inverse. */
    public enum Method {
        /** A bijective network that runs backwards: {@link Inverter}. */
        BIJECTIVE,
        /** A search: {@link dev.lutra.color.NumericInverse}. */
        NUMERIC
    }

    /**
     * Measures an inverse.
     *
     * @param forward maps RGB triples, in which 0…1 spans the domain of the LUT, to as many in its range
     * @param inverse maps the outputs back
     * @param range the box of the outputs of the LUT
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
     * ΔE76 between 8-bit outputs of a LUT and their round trip through the inverse and the LUT.
     *
     * @param forward as in {@link #measure}
     * @param inverse as in {@link #measure}
     * @param range as in {@link #measure}
     */
    public static Statistics roundTrip(UnaryOperator<float[]> forward, UnaryOperator<float[]> inverse, RgbBox range) {
        float[] outputs = round(forward.apply(colors()), range);
        return Statistics.of(differences(outputs, forward.apply(inverse.apply(outputs))));
    }

    /**
     * ΔE76 between 8-bit inputs and their round trip through the LUT and the inverse.
     *
     * @param forward as in {@link #measure}
     * @param inverse as in {@link #measure}
     * @param range as in {@link #measure}
     * @param clipped false to omit inputs whose output has a channel at an end of the range: the LUT has clipped them,
     *     and no inverse restores them
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

    /** 8-bit colours, which are the same for each call. */
    private static float[] colors() {
        var random = new SplittableRandom(1);
        var colors = new float[3 * COLORS];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = random.nextInt(LEVELS + 1) / (float) LEVELS;
        }
        return colors;
    }

    /** Rounds to 8 bits over the range. */
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
