package dev.lutra.delivery;

import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The weighted mean of the outputs of several LUTs. */
final class BlendedOutputs implements OpenColorMap {

    private static final int SLAB_POINTS = 1 << 15;

    private final Blend blend;
    private final ComputePool pool;
    /** The maps, in the order of the parts of the blend. */
    private final List<ForwardMap> maps = new ArrayList<>();

    private BlendedOutputs(Blend blend, ComputePool pool) {
        this.blend = blend;
        this.pool = pool;
    }

    /** @param pool the threads that compute the sums */
    static BlendedOutputs open(Blend blend, ForwardMaps forwards, ComputePool pool) {
        var opened = new BlendedOutputs(blend, pool);
        try {
            for (Blend.Part part : blend.parts()) {
                opened.maps.add(forwards.open(part.lut()));
            }
            return opened;
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public RgbBox domain() {
        return blend.domain();
    }

    @Override
    public void writeTo(int size, LatticeSink sink) throws IOException {
        int all = Lattice.points(size);
        for (int from = 0; from < all; from += SLAB_POINTS) {
            int first = from;
            int points = Math.min(SLAB_POINTS, all - from);
            float[] unit = pool.compute(() -> {
                var colors = new float[3 * points];
                Lattice.coordinates(size, RgbBox.UNIT, first, points, colors);
                return colors;
            });
            sink.accept(mix(unit), points);
        }
    }

    @Override
    public void close() {
        maps.forEach(ForwardMap::close);
    }

    private float[] mix(float[] unit) {
        var sum = new double[unit.length];
        for (int part = 0; part < maps.size(); part++) {
            double weight = blend.parts().get(part).weight();
            float[] values = maps.get(part).apply(unit);
            pool.compute(() -> add(weight, values, sum));
        }
        return pool.compute(() -> {
            var mixed = new float[sum.length];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = (float) sum[i];
            }
            return mixed;
        });
    }

    private static double[] add(double weight, float[] values, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * values[i];
        }
        return sum;
    }
}
