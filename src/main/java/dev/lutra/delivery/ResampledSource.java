package dev.lutra.delivery;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.compute.ComputePool;
import java.io.IOException;
import java.util.Arrays;

/**
 * A source on a lattice of any size: exact at its own size, with tetrahedral interpolation at others.
 *
 * @param size points along one edge
 * @param pool the threads that interpolate
 */
record ResampledSource(Lut3d source, int size, ComputePool pool) {

    private static final int SLAB_POINTS = 8192;

    void writeTo(LatticeSink sink) throws IOException {
        int all = Lattice.points(size);
        for (int from = 0; from < all; from += SLAB_POINTS) {
            int first = from;
            int points = Math.min(SLAB_POINTS, all - from);
            sink.accept(pool.compute(() -> slab(first, points)), points);
        }
    }

    private float[] slab(int from, int points) {
        if (size == source.size()) {
            return Arrays.copyOfRange(source.lattice(), 3 * from, 3 * (from + points));
        }
        var rgb = new float[3 * points];
        Lattice.coordinates(size, source.domain(), from, points, rgb);
        Interpolation.TETRAHEDRAL.apply(source, rgb, rgb, points);
        return rgb;
    }
}
