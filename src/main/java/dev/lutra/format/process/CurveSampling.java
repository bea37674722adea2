package dev.lutra.format.process;

import dev.lutra.color.Curve;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes curves of steps that treat each channel by itself. They are sampled finely; then points are left out that lie
 * on the line between others, within a millionth of their value.
 */
final class CurveSampling {

    private static final double RELATIVE = 1e-6;
    private static final double ABSOLUTE = 1e-7;

    /** Beyond this, outputs are as good as infinite. */
    private static final double HUGE = 1e30;

    /** As many as the bits of a float between two numbers of half precision, and more. */
    private static final int BISECTIONS = 30;

    private static final double COARSER = 16;

    private final NodeChain chain;

    CurveSampling(NodeChain chain) {
        this.chain = chain;
    }

    /** Samples at evenly spaced inputs and at those of half precision, which are dense near 0. */
    Shaper over(RgbBox inputs) {
        float[][] axes = new float[3][];
        for (int channel = 0; channel < 3; channel++) {
            axes[channel] = withHalves(inputs.axis(channel, points()));
        }
        return sampled(axes, null);
    }

    /** As many points as a curve can have that include those of a first step of evenly spaced points. */
    private int points() {
        int segments = Curve.MAX_POINTS - 1;
        if (chain.first() instanceof CurveNode node && node.curves().isSame()) {
            int own = node.curves().points() - 1;
            return segments / own * own + 1;
        }
        return Curve.MAX_POINTS;
    }

    private static float[] withHalves(float[] axis) {
        float[] halves = HalfFloats.finite();
        var all = new float[axis.length + halves.length];
        int count = 0;
        int half = 0;
        for (float input : axis) {
            while (half < halves.length && halves[half] < input) {
                if (halves[half] > axis[0]) {
                    all[count++] = halves[half];
                }
                half++;
            }
            if (half < halves.length && halves[half] == input) {
                half++;
            }
            if (count == 0 || input > all[count - 1]) {
                all[count++] = input;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** Samples at the points of the first step, which are not evenly spaced. */
    Shaper overPoints(Shaper first) {
        float[][] axes = new float[3][];
        for (int channel = 0; channel < 3; channel++) {
            Curve curve = first.curve(channel);
            axes[channel] = new float[curve.points()];
            for (int i = 0; i < axes[channel].length; i++) {
                axes[channel][i] = curve.input(i);
            }
        }
        return sampled(axes, null);
    }

    /**
     * Samples at all numbers of half precision, as far as the output changes within a box.
     *
     * @param outputs the outputs that matter
     */
    Shaper within(RgbBox outputs) {
        float[] halves = HalfFloats.finite();
        return sampled(new float[][] {halves, halves, halves}, outputs);
    }

    private Shaper sampled(float[][] axes, @Nullable RgbBox outputs) {
        double[][] values = outputs(axes);
        return new Shaper(
                curve(axes[0].clone(), values[0], 0, outputs),
                curve(axes[1].clone(), values[1], 1, outputs),
                curve(axes[2].clone(), values[2], 2, outputs));
    }

    /** The outputs of each channel. The steps compute all channels at once. */
    private double[][] outputs(float[][] axes) {
        var values = new double[3][];
        int most = 0;
        for (int channel = 0; channel < 3; channel++) {
            values[channel] = new double[axes[channel].length];
            most = Math.max(most, axes[channel].length);
        }
        var rgb = new double[3];
        for (int i = 0; i < most; i++) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[channel] = axes[channel][Math.min(i, axes[channel].length - 1)];
            }
            chain.apply(rgb);
            for (int channel = 0; channel < 3; channel++) {
                if (i < values[channel].length) {
                    values[channel][i] = limited(rgb[channel]);
                }
            }
        }
        return values;
    }

    private Curve curve(float[] inputs, double[] values, int channel, @Nullable RgbBox outputs) {
        if (outputs == null) {
            return simplified(inputs, values, 0, inputs.length - 1);
        }
        double low = outputs.low(channel);
        double high = low + outputs.extent(channel);
        int from = 0;
        int to = inputs.length - 1;
        while (from < to - 1 && isSame(values[from], values[from + 1], low, high)) {
            from++;
        }
        while (to > from + 1 && isSame(values[to], values[to - 1], low, high)) {
            to--;
        }
        moveEnd(inputs, values, channel, from, from + 1, low, high);
        moveEnd(inputs, values, channel, to, to - 1, low, high);
        return simplified(inputs, values, from, to);
    }

    private double output(double input, int channel) {
        var rgb = new double[] {input, input, input};
        chain.apply(rgb);
        return limited(rgb[channel]);
    }

    private static double limited(double output) {
        if (Double.isNaN(output)) {
            throw new ArithmeticException("an input has no output");
        }
        return Math.clamp(output, -HUGE, HUGE);
    }

    private static boolean isSame(double one, double other, double low, double high) {
        return Math.clamp(one, low, high) == Math.clamp(other, low, high);
    }

    /**
     * Moves an end point whose output is outside the box towards its neighbour, to where the output enters the box, so
     * that no point has an output outside it.
     */
    private void moveEnd(
            float[] inputs, double[] values, int channel, int end, int neighbour, double low, double high) {
        double outside = inputs[end];
        double inside = inputs[neighbour];
        double limit = Math.clamp(values[end], low, high);
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (outside + inside) / 2;
            if (Math.clamp(output(middle, channel), low, high) == limit) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        if ((float) outside != inputs[neighbour]) {
            inputs[end] = (float) outside;
        }
        values[end] = limit;
    }

    /**
     * Leaves out points. From each point that is kept, the next one is the farthest to which a line passes all points
     * between; the slopes of such lines narrow from point to point.
     */
    private static int[] kept(float[] inputs, double[] values, int from, int to, double factor) {
        var kept = new int[to - from + 1];
        int count = 0;
        int anchor = from;
        kept[count++] = anchor;
        while (anchor < to) {
            double least = Double.NEGATIVE_INFINITY;
            double greatest = Double.POSITIVE_INFINITY;
            int farthest = anchor + 1;
            for (int i = anchor + 1; i <= to && least <= greatest; i++) {
                double distance = (double) inputs[i] - inputs[anchor];
                double slope = (values[i] - values[anchor]) / distance;
                if (slope >= least && slope <= greatest) {
                    farthest = i;
                }
                double tolerance = factor * Math.max(ABSOLUTE, RELATIVE * Math.abs(values[i])) / distance;
                least = Math.max(least, slope - tolerance);
                greatest = Math.min(greatest, slope + tolerance);
            }
            anchor = farthest;
            kept[count++] = anchor;
        }
        return Arrays.copyOf(kept, count);
    }

    /** The curve of the points that are kept, at a tolerance at which these are not too many. */
    private static Curve simplified(float[] inputs, double[] values, int from, int to) {
        int[] kept = kept(inputs, values, from, to, 1);
        for (double factor = COARSER; kept.length > Curve.MAX_POINTS; factor *= COARSER) {
            kept = kept(inputs, values, from, to, factor);
        }
        int count = kept.length;
        var x = new float[count];
        var y = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = inputs[kept[i]];
            y[i] = (float) values[kept[i]];
        }
        return count == 2 ? Curve.uniform(x[0], x[1], y) : Curve.of(x, y);
    }
}
