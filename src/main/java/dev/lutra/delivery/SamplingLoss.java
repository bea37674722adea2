package dev.lutra.delivery;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import java.util.Random;

/**
 * Measures what a lattice misses of the map that it samples, at colours between its points, with tetrahedral
 * interpolation. A third of the colours are spread evenly over the inputs, a third over those from 0 to 1, and a third
 * over the 12 octaves below 1, where shapers have most of their points.
 */
final class SamplingLoss {

    private static final int COLORS = 2048;
    private static final int OCTAVES = 12;
    private static final int CORNERS = 8;
    private static final long SEED = 14;

    private SamplingLoss() {}

    /**
     * Measures the loss.
     *
     * @param size points along one edge of the lattice
     */
    static Fidelity.Statistics measure(OpenColorMap map, int size, ComputePool pool) {
        float[] colors = pool.compute(() -> colors(map.domain()));
        float[] expected = map.apply(colors);
        float[] nodes = map.apply(pool.compute(() -> corners(colors, size)));
        return pool.compute(() -> {
            var meter = new FidelityMeter();
            meter.add(expected, interpolated(colors, nodes, size), COLORS);
            return meter.result().deltaE76();
        });
    }

    /** Colours as shares of a domain. */
    private static float[] colors(RgbBox domain) {
        var random = new Random(SEED);
        var colors = new float[3 * COLORS];
        for (int i = 0; i < colors.length; i++) {
            double share = random.nextDouble();
            double unit = switch (i / 3 % 3) {
                case 0 -> share;
                case 1 -> domain.toUnit((float) share, i % 3);
                default -> domain.toUnit((float) Math.pow(2, -OCTAVES * share), i % 3);
            };
            colors[i] = (float) Math.clamp(unit, 0, 1);
        }
        return colors;
    }

    /** The points of the lattice around each colour, red fastest. */
    private static float[] corners(float[] colors, int size) {
        var corners = new float[CORNERS * colors.length];
        for (int i = 0; i < corners.length; i++) {
            int corner = i / 3 % CORNERS;
            int channel = i % 3;
            int cell = cell(colors[i / (3 * CORNERS) * 3 + channel], size);
            corners[i] = (float) (cell + (corner >> channel & 1)) / (size - 1);
        }
        return corners;
    }

    private static float[] interpolated(float[] colors, float[] nodes, int size) {
        var found = new float[colors.length];
        var color = new float[3];
        for (int i = 0; i < colors.length; i += 3) {
            var values = new float[3 * CORNERS];
            System.arraycopy(nodes, CORNERS * i, values, 0, values.length);
            for (int channel = 0; channel < 3; channel++) {
                float place = colors[i + channel] * (size - 1);
                color[channel] = place - cell(colors[i + channel], size);
            }
            Interpolation.TETRAHEDRAL.apply(new Lut3d(2, RgbBox.UNIT, values), color, color, 1);
            System.arraycopy(color, 0, found, i, 3);
        }
        return found;
    }

    private static int cell(float unit, int size) {
        return Math.min((int) (unit * (size - 1)), size - 2);
    }
}
