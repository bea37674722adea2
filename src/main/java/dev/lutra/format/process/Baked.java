package dev.lutra.format.process;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import org.jspecify.annotations.Nullable;

/**
 * A colour transform as curves and a lattice.
 *
 * @param shaper the curves; null if there are none
 * @param lut the lattice behind them; null if there is none
 * @param curves the steps that the curves hold
 * @param lattice the steps that the lattice holds
 * @param error the largest difference of a channel from the transform, at random colours
 * @param typicalError the difference that 1 colour of 100 exceeds
 */
public record Baked(
        @Nullable Shaper shaper,
        @Nullable Lut3d lut,
        NodeChain curves,
        NodeChain lattice,
        double error,
        double typicalError) {

    private static final int PERCENT = 99;

    /** Measures the differences from a transform. */
    static Baked measured(
            NodeChain chain, @Nullable Shaper shaper, @Nullable Lut3d lut, NodeChain curves, NodeChain lattice) {
        RgbBox inputs = inputs(shaper, lut);
        double[] differences = ErrorMeter.between(chain, shaper, lut, inputs);
        double typical = differences[differences.length * PERCENT / 100];
        return new Baked(shaper, lut, curves, lattice, differences[differences.length - 1], typical);
    }

    /** The inputs that are mapped; others are clamped to them. */
    public RgbBox inputs() {
        return inputs(shaper, lut);
    }

    private static RgbBox inputs(@Nullable Shaper shaper, @Nullable Lut3d lut) {
        if (shaper != null) {
            return shaper.domain();
        }
        return lut == null ? RgbBox.UNIT : lut.domain();
    }
}
