package dev.lutra.color;

import java.util.Arrays;
import java.util.Optional;

/**
 * A 1D LUT of one channel: straight between its points, and constant beyond the first and the last one.
 *
 * <p>The arrays are never copied, and must not be changed.
 */
public final class Curve {

    /** The most points of a curve: as many as a half-precision float has values. */
    public static final int MAX_POINTS = 1 << 16;

    private final float[] inputs;
    private final float[] outputs;
    /** The points of one unit of input; 0 if the inputs are not evenly spaced. */
    private final double scale;

    private Curve(float[] inputs, float[] outputs, double scale) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.scale = scale;
    }

    /**
     * A curve of evenly spaced points.
     *
     * @param low the input of the first point; finite
     * @param high the input of the last point; finite and above {@code low}
     * @param outputs 2…65,536 finite values
     * @throws IllegalArgumentException if a value is out of range
     */
    public static Curve uniform(float low, float high, float[] outputs) {
        requirePoints(outputs);
        if (!(Float.isFinite(low) && Float.isFinite(high) && low < high)) {
            throw new IllegalArgumentException("a curve cannot span inputs from %s to %s".formatted(low, high));
        }
        return new Curve(new float[] {low, high}, outputs, (outputs.length - 1) / ((double) high - low));
    }

    /**
     * A curve of points anywhere.
     *
     * @param inputs as many finite values as {@code outputs}, strictly ascending
     * @param outputs 2…65,536 finite values
     * @throws IllegalArgumentException if a value is out of range
     */
    public static Curve of(float[] inputs, float[] outputs) {
        requirePoints(outputs);
        if (inputs.length != outputs.length) {
            throw new IllegalArgumentException(
                    "a curve of %d outputs has %d inputs".formatted(outputs.length, inputs.length));
        }
        for (int i = 0; i < inputs.length; i++) {
            if (!Float.isFinite(inputs[i]) || i > 0 && !(inputs[i - 1] < inputs[i])) {
                throw new IllegalArgumentException("the inputs of a curve do not ascend at point %d".formatted(i));
            }
        }
        return new Curve(inputs, outputs, 0);
    }

    /** The curve that changes nothing from {@code low} to {@code high}. */
    public static Curve identity(float low, float high) {
        return uniform(low, high, new float[] {low, high});
    }

    private static void requirePoints(float[] outputs) {
        if (outputs.length < 2 || outputs.length > MAX_POINTS) {
            throw new IllegalArgumentException("a curve has 2…%d points, not %d".formatted(MAX_POINTS, outputs.length));
        }
        for (float output : outputs) {
            if (!Float.isFinite(output)) {
                throw new IllegalArgumentException("a curve has an output that is not finite: " + output);
            }
        }
    }

    public int points() {
        return outputs.length;
    }

    /** Whether the inputs of the points are evenly spaced from {@link #low} to {@link #high}. */
    public boolean isUniform() {
        return scale > 0;
    }

    /** The input of the first point. */
    public float low() {
        return inputs[0];
    }

    /** The input of the last point. */
    public float high() {
        return inputs[inputs.length - 1];
    }

    /** The input of a point. */
    public float input(int point) {
        return isUniform() ? (float) (low() + point * ((double) high() - low()) / (outputs.length - 1)) : inputs[point];
    }

    /** The outputs of the points. This is the array itself, not a copy. */
    public float[] outputs() {
        return outputs;
    }

    /** The output for an input. */
    public float apply(float input) {
        if (!(input > low())) {
            return outputs[0];
        }
        if (input >= high()) {
            return outputs[outputs.length - 1];
        }
        return isUniform() ? between((input - (double) low()) * scale) : search(input);
    }

    private float between(double place) {
        int segment = Math.min((int) place, outputs.length - 2);
        return mix(segment, place - segment);
    }

    private float search(float input) {
        int found = Arrays.binarySearch(inputs, input);
        if (found >= 0) {
            return outputs[found];
        }
        int segment = -found - 2;
        return mix(segment, (input - (double) inputs[segment]) / ((double) inputs[segment + 1] - inputs[segment]));
    }

    private float mix(int segment, double fraction) {
        return (float) ((1 - fraction) * outputs[segment] + fraction * outputs[segment + 1]);
    }

    /** The same curve with outputs that are multiplied and then shifted, and limited to the range of a float. */
    public Curve scaled(double factor, double offset) {
        var moved = new float[outputs.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) Math.clamp(outputs[i] * factor + offset, -Float.MAX_VALUE, Float.MAX_VALUE);
        }
        return new Curve(inputs, moved, scale);
    }

    /**
     * The curve at evenly spaced points over its inputs.
     *
     * @param points 2…65,536
     * @return this curve itself if it has these points
     */
    public Curve uniform(int points) {
        if (isUniform() && points == points()) {
            return this;
        }
        var sampled = new float[points];
        for (int i = 0; i < points; i++) {
            sampled[i] = apply((float) (low() + i * ((double) high() - low()) / (points - 1)));
        }
        return uniform(low(), high(), sampled);
    }

    /** The lowest output. */
    public float least() {
        float least = outputs[0];
        for (float output : outputs) {
            least = Math.min(least, output);
        }
        return least;
    }

    /** The highest output. */
    public float greatest() {
        float greatest = outputs[0];
        for (float output : outputs) {
            greatest = Math.max(greatest, output);
        }
        return greatest;
    }

    /**
     * The curve that undoes this one. Where this one is level, the inverse is the lowest of its inputs, and it jumps from
     * there to the highest.
     *
     * @return empty if this curve falls somewhere or is level everywhere
     */
    public Optional<Curve> inverse() {
        var from = new float[2 * outputs.length];
        var to = new float[2 * outputs.length];
        int points = 0;
        for (int i = 0; i < outputs.length; i++) {
            float output = outputs[i];
            if (points > 0 && output < from[points - 1]) {
                return Optional.empty();
            }
            if (points > 0 && output == from[points - 1]) {
                continue;
            }
            if (points > 0 && to[points - 1] < input(i - 1) && Math.nextUp(outputs[i - 1]) < output) {
                from[points] = Math.nextUp(outputs[i - 1]);
                to[points++] = input(i - 1);
            }
            from[points] = output;
            to[points++] = input(i);
        }
        return points < 2
                ? Optional.empty()
                : Optional.of(new Curve(Arrays.copyOf(from, points), Arrays.copyOf(to, points), 0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve that
                && scale == that.scale
                && Arrays.equals(inputs, that.inputs)
                && Arrays.equals(outputs, that.outputs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(inputs) + Arrays.hashCode(outputs);
    }
}
