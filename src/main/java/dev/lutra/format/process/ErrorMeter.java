package dev.lutra.format.process;

import dev.lutra.color.Curve;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Compares a transform with its curves and lattice, at random colours, of which a quarter are greys. */
final class ErrorMeter {

    private static final int COLORS = 20_000;
    private static final long SEED = 2136;

    private ErrorMeter() {}

    /**
     * The largest difference of a channel, at each colour.
     *
     * @param inputs the colours to choose from; with curves, where their points are dense more of them are chosen
     * @return ascending
     */
    static double[] between(NodeChain chain, @Nullable Shaper shaper, @Nullable Lut3d lut, RgbBox inputs) {
        var random = new SplittableRandom(SEED);
        var color = new float[3];
        var exact = new double[3];
        var differences = new double[COLORS];
        for (int i = 0; i < COLORS; i++) {
            double place = random.nextDouble();
            for (int channel = 0; channel < 3; channel++) {
                if (channel > 0 && i % 4 > 0) {
                    place = random.nextDouble();
                }
                color[channel] =
                        shaper == null ? inputs.fromUnit((float) place, channel) : at(shaper.curve(channel), place);
                exact[channel] = color[channel];
            }
            chain.apply(exact);
            if (shaper != null) {
                shaper.apply(color, color, 1);
            }
            if (lut != null) {
                Interpolation.TETRAHEDRAL.apply(lut, color, color, 1);
            }
            for (int channel = 0; channel < 3; channel++) {
                differences[i] = Math.max(differences[i], Math.abs(exact[channel] - color[channel]));
            }
        }
        Arrays.sort(differences);
        return differences;
    }

    /** The input at a place among the points of a curve, 0 for the first and 1 for the last. */
    private static float at(Curve curve, double place) {
        double point = place * (curve.points() - 1);
        int segment = Math.min((int) point, curve.points() - 2);
        double fraction = point - segment;
        return (float) ((1 - fraction) * curve.input(segment) + fraction * curve.input(segment + 1));
    }
}
