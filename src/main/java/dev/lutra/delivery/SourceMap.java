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
 * A source: exact at its own size, with tetrahedral interpolation elsewhere.
 *
 * @param lease of the source, which ends with this map
 * @param pool the threads that interpolate
 */
record SourceMap(Lease<Sources.Source> lease, ComputePool pool) implements OpenColorMap {

    private static final int SLAB_POINTS = 8192;

    private Lut3d source() {
        return lease.value().lut();
    }

    @Override
    public RgbBox domain() {
        return source().domain();
    }

    @Override
    public float[] apply(float[] unit) {
        return pool.compute(() -> {
            float[] colors = domain().fromUnit(unit);
            Interpolation.TETRAHEDRAL.apply(source(), colors, colors, colors.length / 3);
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
        Lut3d source = source();
        if (size == source.size()) {
            return Arrays.copyOfRange(source.lattice(), 3 * from, 3 * (from + points));
        }
        var rgb = new float[3 * points];
        Lattice.coordinates(size, source.domain(), from, points, rgb);
        Interpolation.TETRAHEDRAL.apply(source, rgb, rgb, points);
        return rgb;
    }

    @Override
    public void close() {
        lease.close();
    }
}
