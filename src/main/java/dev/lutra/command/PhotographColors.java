package dev.lutra.command;

import dev.lutra.format.Photographs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** The colours of photographs. */
final class PhotographColors {

    /**
     * The number of colours, an equal share from each photograph. It is enough for a mean that is stable in its second
     * decimal.
     */
    private static final int COLORS = 1 << 16;

    private PhotographColors() {}

    /**
     * Draws pixels from all photographs in a folder, which are the same for each call.
     *
     * @return RGB triples, 0…1
     * @throws IOException if there are none
     */
    static float[] read(Path folder) throws IOException {
        List<Path> photographs = Photographs.in(folder);
        var random = new SplittableRandom(1);
        var colors = new float[3 * COLORS];
        int at = 0;
        for (int i = 0; i < photographs.size(); i++) {
            int[] pixels = Photographs.pixels(photographs.get(i));
            int end = (int) (COLORS * (i + 1L) / photographs.size());
            for (; at < end; at++) {
                int rgb = pixels[random.nextInt(pixels.length)];
                colors[3 * at] = (rgb >> 16 & 0xFF) / 255f;
                colors[3 * at + 1] = (rgb >> 8 & 0xFF) / 255f;
                colors[3 * at + 2] = (rgb & 0xFF) / 255f;
            }
        }
        return colors;
    }
}
