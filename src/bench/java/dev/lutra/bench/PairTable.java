package dev.lutra.bench;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.SrgbToLab;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageLimits;
import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.ModelFile;
import dev.lutra.network.learn.PairFit;
import dev.lutra.pair.LookFromPair;
import dev.lutra.pair.PairLook;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * Measures looks from pairs of photographs against two simple ways to fill the lattice that a pair leaves sparse: with the
 * nearest shown point, and with the solution of Laplace's equation for the differences from the identity.
 * Arguments: a model file, a folder of PNG photographs, a zip of .cube files, a file with names of those files, and how
 * many of them.
 */
public final class PairTable {

    private static final int SIZE = 33;
    private static final int POINTS = SIZE * SIZE * SIZE;
    private static final int EVERY = 53;
    private static final ImageLimits LIMITS = new ImageLimits(1 << 28, 1 << 26);

    private final LookFromPair fit;
    private final List<BufferedImage> photographs = new ArrayList<>();
    private final Map<String, double[]> sums = new LinkedHashMap<>();
    private int cases;

    private PairTable(Path model, Path folder) throws IOException {
        Model read = ModelFile.read(model);
        List<float[]> looks = read.embeddings().stream().map(Embedding::values).toList();
        fit = new LookFromPair(PairFit.of(read.network(), looks, Engines.choose("cpu")));
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                photographs.add(ImageIO.read(file.toFile()));
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        var table = new PairTable(Path.of(arguments[0]), Path.of(arguments[1]));
        int looks = Integer.parseInt(arguments[4]);
        List<String> names = Files.readAllLines(Path.of(arguments[3]));
        try (var zip = new ZipFile(arguments[2])) {
            for (int i = 0; i < looks; i++) {
                String name = names.get((i * EVERY + 7) % names.size());
                var entry = zip.getEntry(name + ".cube");
                table.measure(
                        name,
                        LutFormats.read(entry.getName(), zip.getInputStream(entry), FormatLimits.DEFAULT)
                                .lut(),
                        i);
            }
        }
        table.measure("one stop brighter", curve(v -> 1.6 * v), looks);
        table.measure("contrast and saturation", contrast(), looks + 1);
        table.measure("warm", gains(1.12f, 1.01f, 0.85f), looks + 2);
        table.print();
    }

    private void measure(String name, Lut3d look, int number) throws IOException {
        BufferedImage photograph = photographs.get(number % photographs.size());
        BufferedImage edited = graded(photograph, look);
        var kinds = new LinkedHashMap<String, byte[]>();
        kinds.put("PNG", png(edited));
        kinds.put("JPEG 85", jpeg(edited, 0.85f));
        kinds.put("70 % of the size", png(scaled(edited)));
        kinds.put("3 pixels aside", png(edited.getSubimage(3, 2, edited.getWidth() - 3, edited.getHeight() - 2)));
        byte[] before = png(photograph);
        for (var kind : kinds.entrySet()) {
            long start = System.nanoTime();
            PairLook result = fit.fit(ImageFile.open(before, LIMITS), ImageFile.open(kind.getValue(), LIMITS), SIZE);
            double seconds = (System.nanoTime() - start) / 1e9;
            record(name, "fit, " + kind.getKey(), result.lut(), look, photograph, seconds, result);
        }
        record(name, "nearest, PNG", filled(photograph, edited, true), look, photograph, 0, null);
        record(name, "Laplace, PNG", filled(photograph, edited, false), look, photograph, 0, null);
        cases++;
    }

    private void record(
            String name, String kind, Lut3d found, Lut3d look, BufferedImage shown, double seconds, PairLook result) {
        double pair = difference(colors(shown, 7), found, look).deltaE76().mean();
        double others = 0;
        for (BufferedImage other : photographs) {
            if (other != shown) {
                others += difference(colors(other, 37), found, look).deltaE76().mean() / (photographs.size() - 1);
            }
        }
        double gamut = difference(gamut(), found, look).deltaE76().mean();
        System.out.printf(
                "%-28s %-22s pair %5.2f others %5.2f gamut %5.2f %.1f s %s%n",
                name, kind, pair, others, gamut, seconds, result == null ? "" : about(result));
        double[] sum = sums.computeIfAbsent(kind, k -> new double[4]);
        sum[0] += pair;
        sum[1] += others;
        sum[2] += gamut;
        sum[3] += seconds;
    }

    private static String about(PairLook look) {
        return "measured %.2f unexplained %.3f coverage %.3f %s %s"
                .formatted(
                        look.fidelity().deltaE76().mean(),
                        look.unexplained(),
                        look.coverage(),
                        look.shift(),
                        look.monochrome() ? "monochrome" : "");
    }

    private void print() {
        System.out.printf("%n| of %d edits | pair | other photographs | gamut |%n| --- | --- | --- | --- |%n", cases);
        sums.forEach((kind, sum) -> System.out.printf(
                "| %s | %.2f | %.2f | %.2f | %.1f s%n",
                kind, sum[0] / cases, sum[1] / cases, sum[2] / cases, sum[3] / cases));
    }

    private static Fidelity difference(float[] colors, Lut3d one, Lut3d other) {
        var first = new float[colors.length];
        var second = new float[colors.length];
        Interpolation.TETRAHEDRAL.apply(one, colors, first, colors.length / 3);
        Interpolation.TETRAHEDRAL.apply(other, colors, second, colors.length / 3);
        var meter = new FidelityMeter();
        meter.add(second, first, colors.length / 3);
        return meter.result();
    }

    private static float[] gamut() {
        int points = Lattice.points(17);
        var colors = new float[3 * points];
        Lattice.coordinates(17, RgbBox.UNIT, 0, points, colors);
        return colors;
    }

    private static float[] colors(BufferedImage image, int every) {
        int count = image.getWidth() * image.getHeight() / every;
        var colors = new float[3 * count];
        for (int i = 0; i < count; i++) {
            int at = i * every;
            unpack(image.getRGB(at % image.getWidth(), at / image.getWidth()), colors, 3 * i);
        }
        return colors;
    }

    private static void unpack(int rgb, float[] colors, int at) {
        colors[at] = (rgb >> 16 & 0xFF) / 255f;
        colors[at + 1] = (rgb >> 8 & 0xFF) / 255f;
        colors[at + 2] = (rgb & 0xFF) / 255f;
    }

    private static BufferedImage graded(BufferedImage image, Lut3d look) {
        float[] colors = colors(image, 1);
        Interpolation.TETRAHEDRAL.apply(look, colors, colors, colors.length / 3);
        var graded = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < colors.length / 3; i++) {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                rgb = rgb << 8 | Math.round(255 * Math.clamp(colors[3 * i + channel], 0f, 1f));
            }
            graded.setRGB(i % image.getWidth(), i / image.getWidth(), rgb);
        }
        return graded;
    }

    private static BufferedImage scaled(BufferedImage image) {
        int width = image.getWidth() * 7 / 10;
        int height = image.getHeight() * 7 / 10;
        var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** The lattice of the mean colours of the pixels around its points, filled where there are none. */
    private static Lut3d filled(BufferedImage before, BufferedImage after, boolean nearest) {
        var cells = new double[4 * POINTS];
        float[] from = colors(before, 1);
        float[] to = colors(after, 1);
        for (int i = 0; i < from.length; i += 3) {
            int cell = 0;
            for (int channel = 2; channel >= 0; channel--) {
                cell = cell * SIZE + Math.round(from[i + channel] * (SIZE - 1));
            }
            cells[4 * cell]++;
            for (int channel = 0; channel < 3; channel++) {
                cells[4 * cell + 1 + channel] += to[i + channel] - from[i + channel];
            }
        }
        var added = new float[3 * POINTS];
        for (int i = 0; i < added.length; i++) {
            added[i] = cells[4 * (i / 3)] > 0 ? (float) (cells[4 * (i / 3) + 1 + i % 3] / cells[4 * (i / 3)]) : 0;
        }
        return nearest ? nearest(cells, added) : harmonic(cells, added);
    }

    private static Lut3d nearest(double[] cells, float[] added) {
        float[] lattice = Lut3d.identity(SIZE).lattice().clone();
        float[] inputs = lattice.clone();
        for (int point = 0; point < POINTS; point++) {
            int best = 0;
            int least = Integer.MAX_VALUE;
            for (int cell = 0; cell < POINTS; cell++) {
                if (cells[4 * cell] > 0) {
                    int red = cell % SIZE - point % SIZE;
                    int green = cell / SIZE % SIZE - point / SIZE % SIZE;
                    int blue = cell / SIZE / SIZE - point / SIZE / SIZE;
                    int distance = red * red + green * green + blue * blue;
                    if (distance < least) {
                        least = distance;
                        best = cell;
                    }
                }
            }
            for (int channel = 0; channel < 3; channel++) {
                lattice[3 * point + channel] = inputs[3 * best + channel] + added[3 * best + channel];
            }
        }
        return new Lut3d(SIZE, RgbBox.UNIT, lattice);
    }

    private static Lut3d harmonic(double[] cells, float[] added) {
        int[] strides = {1, SIZE, SIZE * SIZE};
        for (int round = 0; round < 200; round++) {
            for (int point = 0; point < POINTS; point++) {
                if (cells[4 * point] > 0) {
                    continue;
                }
                for (int channel = 0; channel < 3; channel++) {
                    float sum = 0;
                    int neighbours = 0;
                    for (int stride : strides) {
                        int position = point / stride % SIZE;
                        if (position > 0) {
                            sum += added[3 * (point - stride) + channel];
                            neighbours++;
                        }
                        if (position < SIZE - 1) {
                            sum += added[3 * (point + stride) + channel];
                            neighbours++;
                        }
                    }
                    int at = 3 * point + channel;
                    added[at] += 1.8f * (sum / neighbours - added[at]);
                }
            }
        }
        float[] lattice = Lut3d.identity(SIZE).lattice().clone();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = Math.clamp(lattice[i] + added[i], 0f, 1f);
        }
        return new Lut3d(SIZE, RgbBox.UNIT, lattice);
    }

    private static Lut3d curve(UnaryOperator<Double> linear) {
        return mapped((in, out) -> {
            for (int channel = 0; channel < 3; channel++) {
                double light = Math.clamp(linear.apply(SrgbToLab.linear(in[channel])), 0, 1);
                out[channel] =
                        (float) (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
            }
        });
    }

    private static Lut3d contrast() {
        return mapped((in, out) -> {
            double grey = 0.2126 * in[0] + 0.7152 * in[1] + 0.0722 * in[2];
            for (int channel = 0; channel < 3; channel++) {
                double v = Math.clamp(grey + 1.35 * (in[channel] - grey), 0, 1);
                out[channel] = (float) Math.clamp(v + 0.5 * (v * v * (3 - 2 * v) - v), 0, 1);
            }
        });
    }

    private static Lut3d gains(float red, float green, float blue) {
        float[] gains = {red, green, blue};
        return mapped((in, out) -> {
            for (int channel = 0; channel < 3; channel++) {
                out[channel] = Math.min(1, in[channel] * gains[channel]);
            }
        });
    }

    private interface Map3 {

        void apply(float[] in, float[] out);
    }

    private static Lut3d mapped(Map3 map) {
        float[] lattice = Lut3d.identity(SIZE).lattice().clone();
        var in = new float[3];
        var out = new float[3];
        for (int at = 0; at < lattice.length; at += 3) {
            System.arraycopy(lattice, at, in, 0, 3);
            map.apply(in, out);
            System.arraycopy(out, 0, lattice, at, 3);
        }
        return new Lut3d(SIZE, RgbBox.UNIT, lattice);
    }
}
