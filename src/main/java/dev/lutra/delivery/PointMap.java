package dev.lutra.delivery;

import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import java.io.IOException;

/** A colour map that knows only single colours: its lattices are evaluated colour by colour. */
interface PointMap extends OpenColorMap {

    int SLAB_POINTS = 1 << 15;

    /** The threads that compute. */
    ComputePool pool();

    @Override
    default void writeTo(int size, LatticeSink sink) throws IOException {
        int all = Lattice.points(size);
        for (int from = 0; from < all; from += SLAB_POINTS) {
            int first = from;
            int points = Math.min(SLAB_POINTS, all - from);
            float[] unit = pool().compute(() -> {
                var colors = new float[3 * points];
                Lattice.coordinates(size, RgbBox.UNIT, first, points, colors);
                return colors;
            });
            sink.accept(apply(unit), points);
        }
    }
}
