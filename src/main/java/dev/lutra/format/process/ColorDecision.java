package dev.lutra.format.process;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The ASC Color Decision List, version 1.2: a slope, an offset and a power of each channel, then a saturation.
 *
 * @param slope of red, green and blue; at least 0, and above 0 for the reverse
 * @param power of red, green and blue; above 0
 * @param saturation at least 0, and above 0 for the reverse
 * @param clamps whether values are clamped to 0…1 before the power and at the end; if not, the power leaves negative
 *     values as they are
 */
public record ColorDecision(
        List<Double> slope, List<Double> offset, List<Double> power, double saturation, boolean clamps) {

    public ColorDecision {
        slope = List.copyOf(slope);
        offset = List.copyOf(offset);
        power = List.copyOf(power);
    }

    /** The steps of the grade. */
    public List<ProcessNode> forward() {
        var grade = new ChannelNode(grade(0), grade(1), grade(2));
        return List.of(grade, MatrixNode.saturation(saturation), clamp());
    }

    /** The steps that undo the grade. */
    public List<ProcessNode> reverse() {
        var undo = new ChannelNode(undo(0), undo(1), undo(2));
        return List.of(clamp(), MatrixNode.saturation(1 / saturation), undo);
    }

    private DoubleUnaryOperator grade(int channel) {
        double factor = slope.get(channel);
        double shift = offset.get(channel);
        double exponent = power.get(channel);
        return x -> power(limited(x * factor + shift), exponent);
    }

    private DoubleUnaryOperator undo(int channel) {
        double factor = slope.get(channel);
        double shift = offset.get(channel);
        double exponent = 1 / power.get(channel);
        return y -> limited((power(limited(y), exponent) - shift) / factor);
    }

    private ChannelNode clamp() {
        return ChannelNode.of(this::limited);
    }

    private double limited(double value) {
        return clamps ? Math.clamp(value, 0.0, 1.0) : value;
    }

    private static double power(double value, double exponent) {
        return value < 0 ? value : Math.pow(value, exponent);
    }
}
