package dev.lutra.format.process;

import dev.lutra.color.RgbBox;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A function of each channel. */
public final class ChannelNode implements ProcessNode {

    private final DoubleUnaryOperator red;
    private final DoubleUnaryOperator green;
    private final DoubleUnaryOperator blue;
    private final @Nullable RgbBox inputs;
    private final boolean logarithm;

    private ChannelNode(
            DoubleUnaryOperator red,
            DoubleUnaryOperator green,
            DoubleUnaryOperator blue,
            @Nullable RgbBox inputs,
            boolean logarithm) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        this.inputs = inputs;
        this.logarithm = logarithm;
    }

    /** A function for each channel. */
    public ChannelNode(DoubleUnaryOperator red, DoubleUnaryOperator green, DoubleUnaryOperator blue) {
        this(red, green, blue, null, false);
    }

    /** The same function for all channels. */
    public static ChannelNode of(DoubleUnaryOperator function) {
        return new ChannelNode(function, function, function);
    }

    /** The same functions, made for these inputs. */
    public ChannelNode over(RgbBox box) {
        return new ChannelNode(red, green, blue, box, logarithm);
    }

    /** The same functions, which are logarithms of scene-linear values. */
    public ChannelNode asLogarithm() {
        return new ChannelNode(red, green, blue, inputs, true);
    }

    @Override
    public void apply(double[] rgb) {
        rgb[0] = red.applyAsDouble(rgb[0]);
        rgb[1] = green.applyAsDouble(rgb[1]);
        rgb[2] = blue.applyAsDouble(rgb[2]);
    }

    @Override
    public boolean isSeparable() {
        return true;
    }

    @Override
    public Optional<RgbBox> inputs() {
        return Optional.ofNullable(inputs);
    }

    @Override
    public boolean isLogarithm() {
        return logarithm;
    }
}
