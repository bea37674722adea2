package dev.lutra.delivery;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import java.io.IOException;
import java.util.Arrays;

/**
 * A lattice in memory: exact at its own size, with tetrahedral interpolation elsewhere.
 *
 * @param lut the lattice
 * @param end what closing the map does
 * @param pool the threads that interpolate
 */
record LatticeMap(Lut3d lut, Runnable end, ComputePool pool) implements OpenColorMap {

    private static final int SLAB_POINTS = 8192;

    @Override
    public RgbBox domain() {
        return lut.domain();
    }

    @Override
    public float[] apply(float[] unit) {
        return pool.compute(() -> {
            float[] colors = domain().fromUnit(unit);
            Interpolation.TETRAHEDRAL.apply(lut, colors, colors, colors.length / 3);
            return colors;
        });
    }

    @Override
    public void writeTo(int size, LatticeSink sink) throws IOException {
        int all = Lattice.points(size);
        for (int from = 0; from < all; from += SLAB_POINTS) {
            int first = from;
            int points = Math.min(SLAB_POINTS, all - from);
            sink.accept(pool.compute(() -> slab(size, first, points)), points);
        }
    }

    private float[] slab(int size, int from, int points) {
        if (size == lut.size()) {
            return Arrays.copyOfRange(lut.lattice(), 3 * from, 3 * (from + points));
        }
        var rgb = new float[3 * points];
        Lattice.coordinates(size, lut.domain(), from, points, rgb);
        Interpolation.TETRAHEDRAL.apply(lut, rgb, rgb, points);
        return rgb;
    }

    @Override
    public void close() {
        end.run();
    }
}
