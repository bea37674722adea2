package dev.lutra.format;

import dev.lutra.color.ColorHistogram;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads the colours of photographs, PNG or JPEG, which need not be trusted. */
public final class Photographs {

    /** The largest number of pixels of a photograph. */
    public static final long MAX_PIXELS = 100_000_000;

    /**
     * The largest number of pixels of a JPEG with several scans, such as a progressive one. The decoder holds all of
     * its coefficients, two bytes each, some 150 MB.
     */
    public static final long MAX_PROGRESSIVE_PIXELS = 25_000_000;

    /**
     * The largest number of scans. Encoders make about ten. Each takes the time of a whole image, however short it is
     * in the file.
     */
    private static final int MAX_SCANS = 100;

    /** The largest side, which is that of a JPEG. A row of an image is read as a whole. */
    private static final int MAX_SIDE = 65_535;

    /**
     * Larger photographs are subsampled as they are read: this number of pixels represents their colours as well as all
     * pixels.
     */
    private static final int ENOUGH_PIXELS = 1 << 20;

    private static final List<String> FORMATS = List.of("png", "jpeg");

    private Photographs() {}

    /**
     * The photographs in a folder, by their extensions, in the order of their names.
     *
     * @throws IOException if there are none
     */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = found.filter(
                            file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new FileNotFoundException(folder + " holds no photographs (.png, .jpg)");
            }
            return files;
        }
    }

    /**
     * Counts the colours of the photographs in a folder.
     *
     * @throws IOException if there are none
     * @throws InvalidPhotograph if one cannot be read
     */
    public static ColorHistogram histogram(Path folder) throws IOException {
        var colors = new ColorHistogram.Builder();
        for (Path file : in(folder)) {
            colors.add(pixels(file));
        }
        return colors.build();
    }

    /**
     * Reads the colours of a photograph.
     *
     * @throws InvalidPhotograph as {@link #pixels(String, InputStream)} does
     */
    public static int[] pixels(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return pixels(file.toString(), in);
        }
    }

    /**
     * Reads the colours of a photograph: its unchanged code values, whatever its colour profile.
     *
     * @param name the name for the message of a rejection
     * @param in the file; stays open
     * @return colours for {@link ColorHistogram.Builder#add}: up to about a million pixels, evenly spread
     * @throws InvalidPhotograph if it is neither PNG nor JPEG, damaged, or has more than {@link #MAX_PIXELS}; for a
     *     progressive JPEG, if it has more than {@link #MAX_PROGRESSIVE_PIXELS} or more than 100 scans
     */
    public static int[] pixels(String name, InputStream in) {
        try (var input = new MemoryCacheImageInputStream(in)) {
            ImageReader reader = reader(name, input);
            JpegScans scans = JpegScans.of(input, MAX_SCANS);
            try {
                // Metadata are ignored, because compressed text in them may expand to any size.
                reader.setInput(input, true, true);
                return pixels(decode(name, reader, scans));
            } finally {
                reader.dispose();
            }
        } catch (InvalidPhotograph e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers throw both exceptions for damaged files.
            var invalid = InvalidPhotograph.of("photograph-unreadable", name, "the image cannot be decoded");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private static ImageReader reader(String name, ImageInputStream input) throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(input); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
        }
        throw InvalidPhotograph.of("photograph-unreadable", name, "the file is neither PNG nor JPEG");
    }

    private static BufferedImage decode(String name, ImageReader reader, JpegScans scans) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long size = (long) width * height;
        long most = scans.several() ? MAX_PROGRESSIVE_PIXELS : MAX_PIXELS;
        if (size > most) {
            throw tooLarge(
                    name, width, height, "%,d%s".formatted(most, scans.several() ? ", as it is progressive" : ""));
        }
        if (Math.max(width, height) > MAX_SIDE) {
            throw tooLarge(name, width, height, "%,d a side".formatted(MAX_SIDE));
        }
        if (scans.count() > MAX_SCANS) {
            throw InvalidPhotograph.of(
                    "photograph-too-large", name, "it comes in more than %d scans".formatted(MAX_SCANS));
        }
        int step = (int) Math.ceil(Math.sqrt((double) size / ENOUGH_PIXELS));
        ImageReadParam thinned = reader.getDefaultReadParam();
        thinned.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, thinned);
    }

    private static InvalidPhotograph tooLarge(String name, int width, int height, String most) {
        return InvalidPhotograph.of(
                "photograph-too-large", name, "%d × %d pixels are more than %s".formatted(width, height, most));
    }

    private static int[] pixels(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        if (raster.getNumBands() >= 3 || image.getColorModel() instanceof IndexColorModel) {
            return image.getRGB(0, 0, width, height, null, 0, width);
        }
        // Java treats greys as linear light and would brighten them.
        int[] greys = raster.getSamples(0, 0, width, height, 0, (int[]) null);
        int max = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        for (int i = 0; i < greys.length; i++) {
            greys[i] = 0x010101 * Math.round(255f * greys[i] / max);
        }
        return greys;
    }
}
