package dev.lutra.delivery;

import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.compute.ComputePool;

/**
 * A LUT with a shaper, as one map.
 *
 * @param lattice the map behind the curves, which is closed with this one
 * @param domain the inputs that the map spans, those of the shaper or others; the curves are constant beyond their ends
 */
record ShapedMap(OpenColorMap lattice, Shaper shaper, RgbBox domain, ComputePool pool) implements PointMap {

    @Override
    public float[] apply(float[] unit) {
        return lattice.apply(pool.compute(() -> {
            float[] colors = domain.fromUnit(unit);
            shaper.apply(colors, colors, colors.length / 3);
            return WindowMap.clampedUnit(colors, lattice.domain());
        }));
    }

    @Override
    public void close() {
        lattice.close();
    }
}
