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
 * @param error the largest difference from the transform, of all channels, that was found
 */
public record Baked(
        @Nullable Shaper shaper, @Nullable Lut3d lut, NodeChain curves, NodeChain lattice, double error) {

    /** The inputs that are mapped; others are clamped to them. */
    public RgbBox inputs() {
        if (shaper != null) {
            return shaper.domain();
        }
        return lut == null ? RgbBox.UNIT : lut.domain();
    }
}
