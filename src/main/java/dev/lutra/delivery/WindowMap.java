package dev.lutra.delivery;

import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;

/**
 * A map over other inputs than its own, for files that hold only one domain. Inputs beyond its own are clamped.
 *
 * @param map the map, which is closed with this one
 * @param domain the inputs that this map spans
 */
record WindowMap(OpenColorMap map, RgbBox domain, ComputePool pool) implements PointMap {

    @Override
    public float[] apply(float[] unit) {
        return map.apply(pool.compute(() -> clampedUnit(domain.fromUnit(unit), map.domain())));
    }

    /** Colours as shares of a box, 0…1. */
    static float[] clampedUnit(float[] colors, RgbBox box) {
        float[] unit = box.toUnit(colors);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = Math.clamp(unit[i], 0, 1);
        }
        return unit;
    }

    @Override
    public void close() {
        map.close();
    }
}
