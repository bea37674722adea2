package dev.lutra.pair;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Grids of soft random colours, which look the same nowhere. */
final class Scenes {

    private Scenes() {}

    /** A sum of waves in each channel. */
    static PixelGrid waves(int width, int height, long seed) {
        var random = new SplittableRandom(seed);
        var waves = new double[36][];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = random.doubles(3, -1, 1).toArray();
        }
        var rgb = new float[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            double sum = 0;
            for (int wave = i % 3; wave < waves.length; wave += 3) {
                double[] w = waves[wave];
                sum += Math.sin(0.3 * w[0] * (i / 3 % width) + 0.3 * w[1] * (i / 3 / width) + 9 * w[2]);
            }
            rgb[i] = (float) Math.clamp(0.5 + sum / 12, 0, 1);
        }
        return new PixelGrid(width, height, rgb);
    }

    /** A part of a grid. */
    static PixelGrid part(PixelGrid whole, int left, int top, int width, int height) {
        var rgb = new float[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(whole.rgb(), whole.at(left, top + y), rgb, 3 * width * y, 3 * width);
        }
        return new PixelGrid(width, height, rgb);
    }

    /** The grid with another colour in each pixel. */
    static PixelGrid edited(PixelGrid grid, UnaryOperator<float[]> edit) {
        var rgb = new float[grid.rgb().length];
        for (int at = 0; at < rgb.length; at += 3) {
            float[] color = {grid.rgb()[at], grid.rgb()[at + 1], grid.rgb()[at + 2]};
            System.arraycopy(edit.apply(color), 0, rgb, at, 3);
        }
        return new PixelGrid(grid.width(), grid.height(), rgb);
    }

    /** An edit that turns lightness and hues about. */
    static float[] negative(float[] color) {
        return new float[] {1 - color[1], 0.3f + 0.5f * color[0], 1 - color[2] * color[2]};
    }
}
