package dev.lutra.network.learn;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.OutputRange;
import java.util.Arrays;

/**
 * Draws random colours for a LUT over its domain, and computes its outputs by trilinear interpolation (paper, section
 * 3.2). The colours depend only on the pool, the key and the iteration.
 */
final class ColorSampler implements ColorSource {

    private final Lut3d unit;
    private final ColorPool pool;
    private final long key;

    /** @param key a different key for each LUT */
    ColorSampler(Lut3d lut, ColorPool pool, long key) {
        this.unit = unit(lut);
        this.pool = pool;
        this.key = key;
    }

    /** A sampler whose colours depend on the seed and on the lattice of the LUT, but not on other LUTs. */
    static ColorSampler of(Lut3d lut, ColorPool pool, long seed) {
        return new ColorSampler(lut, pool, seed * 0x9E3779B97F4A7C15L + Arrays.hashCode(lut.lattice()));
    }

    /** The LUT with 0…1 for its domain and its range. */
    static Lut3d unit(Lut3d lut) {
        RgbBox range = OutputRange.of(lut);
        return range.isUnit() && lut.domain().isUnit()
                ? lut
                : new Lut3d(lut.size(), RgbBox.UNIT, range.toUnit(lut.lattice()));
    }

    /** The outputs of the LUT at its lattice, in which 0…1 spans its domain and its range. */
    float[] lattice() {
        return unit.lattice();
    }

    /** The index in the pool of the first colour of an iteration. */
    int start(long iteration) {
        return ColorPool.start(key, iteration);
    }

    @Override
    public void draw(long iteration, float[] x, float[] target, int from, int count) {
        int start = 3 * start(iteration);
        System.arraycopy(pool.x(), start, x, 3 * from, 3 * count);
        float[] colors = pool.colors();
        for (int i = 0; i < 3 * count; i += 3) {
            Interpolation.TRILINEAR.apply(
                    unit, colors[start + i], colors[start + i + 1], colors[start + i + 2], target, 3 * from + i);
        }
    }
}
