package dev.lutra.delivery;

import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import java.util.ArrayList;
import java.util.List;

/** The weighted mean of the outputs of several LUTs. */
final class BlendedOutputs implements PointMap {

    private final Blend blend;
    private final ComputePool pool;
    /** The maps, in the order of the parts of the blend. */
    private final List<OpenColorMap> maps = new ArrayList<>();

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
    public void close() {
        maps.forEach(OpenColorMap::close);
    }

    @Override
    public ComputePool pool() {
        return pool;
    }

    @Override
    public float[] apply(float[] unit) {
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
