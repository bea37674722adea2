package dev.lutra.format.process;

import dev.lutra.color.RgbBox;
import java.util.Optional;

/** A step of a colour transform. It maps any colour; 0…1 stands for all codes of an integer depth. */
public sealed interface ProcessNode permits ChannelNode, CubeNode, CurveNode, MatrixNode {

    /**
     * Changes a colour.
     *
     * @param rgb three channels, changed in place
     */
    void apply(double[] rgb);

    /** Whether each channel of the result depends on the same channel alone. */
    boolean isSeparable();

    /** The inputs that the step is made for; empty if it takes all alike. */
    default Optional<RgbBox> inputs() {
        return Optional.empty();
    }

    /** Whether the step makes logarithmic values of scene-linear ones, whose range is wide. */
    default boolean isLogarithm() {
        return false;
    }
}
