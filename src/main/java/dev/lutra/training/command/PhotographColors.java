package dev.lutra.training.command;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Colours as they occur in photographs. */
final class PhotographColors {

    /** In all, an equal share from each photograph: enough for a mean that is stable in its second decimal. */
    private static final int COLORS = 1 << 16;

    private PhotographColors() {}

    /**
     * Draws pixels from all photographs of a folder, the same at every call.
     *
     * @return RGB triples, 0…1
     * @throws IOException if there are none or one cannot be read
     */
    static float[] read(Path folder) throws IOException {
        var photographs = new ArrayList<BufferedImage>();
        for (Path file : files(folder)) {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new IOException(file + " is no image that can be read");
            }
            photographs.add(image);
        }
        if (photographs.isEmpty()) {
            throw new IOException(folder + " holds no photographs (.png, .jpg)");
        }
        var random = new SplittableRandom(1);
        var colors = new float[3 * COLORS];
        for (int i = 0; i < COLORS; i++) {
            BufferedImage image = photographs.get(i % photographs.size());
            int rgb = image.getRGB(random.nextInt(image.getWidth()), random.nextInt(image.getHeight()));
            colors[3 * i] = (rgb >> 16 & 0xFF) / 255f;
            colors[3 * i + 1] = (rgb >> 8 & 0xFF) / 255f;
            colors[3 * i + 2] = (rgb & 0xFF) / 255f;
        }
        return colors;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)"))
                    .sorted()
                    .toList();
        }
    }
}
