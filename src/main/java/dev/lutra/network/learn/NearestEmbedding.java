package dev.lutra.network.learn;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.Model;
import dev.lutra.network.decode.Decoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the LUT of a model that is most similar to a new one, as the start of an encoding. A start at the mean takes
 * longer and may diverge.
 */
final class NearestEmbedding {

    /** The points along one edge of the lattice on which LUTs are compared. */
    private static final int SIZE = 7;

    private static final float[] POINTS = points();

    private final Model model;
    private final List<float[]> known = new ArrayList<>();

    NearestEmbedding(Model model, Decoder decoder) {
        this.model = model;
        for (int index = 0; index < model.luts().size(); index++) {
            known.add(decoder.apply(model.encoded(index).bare(), POINTS));
        }
    }

    /** The numbers of the nearest LUT; zeros if the model holds none. */
    float[] to(Lut3d lut) {
        float[] wanted = apply(lut);
        float[] best = new float[model.network().shape().embeddingSize()];
        double least = Double.POSITIVE_INFINITY;
        for (int index = 0; index < known.size(); index++) {
            double distance = squaredDistance(wanted, known.get(index));
            if (distance < least) {
                least = distance;
                best = model.looks().get(index).embedding().values();
            }
        }
        return best;
    }

    private static float[] points() {
        var points = new float[3 * Lattice.points(SIZE)];
        Lattice.coordinates(SIZE, RgbBox.UNIT, 0, points.length / 3, points);
        return points;
    }

    private static float[] apply(Lut3d lut) {
        float[] colors = lut.domain().fromUnit(POINTS);
        Interpolation.TRILINEAR.apply(lut, colors, colors, colors.length / 3);
        return colors;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
