package dev.lutra.bench;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageLimits;
import dev.lutra.image.Photograph;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What {@code apply} and a preview do with pixels: a JPEG of 12 megapixels, and a thumbnail of 320 × 213. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PhotographBenchmark {

    private static final ImageLimits LIMITS = new ImageLimits(1 << 28, 50_000_000);
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;

    @Param({"1", "2"})
    public int threads;

    private ComputePool pool;
    private byte[] file;
    private Photograph decoded;
    private Photograph thumbnail;
    private Lut3d look;

    @Setup
    public void prepare() throws IOException {
        pool = new ComputePool("bench", threads);
        file = jpeg();
        decoded = ImageFile.open(file, LIMITS).decode();
        thumbnail = decoded.reduced(320, 213);
        float[] lattice = Lut3d.identity(33).lattice().clone();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) Math.pow(lattice[i], 0.9);
        }
        look = new Lut3d(33, RgbBox.UNIT, lattice);
    }

    /** A scene of large and small shapes with the noise of a sensor. */
    private static byte[] jpeg() throws IOException {
        var random = new Random(1);
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int noise = random.nextInt(12);
                int shape = (int) (40 * Math.sin(x * y / 90_000.0) + 40 * Math.sin(x / 17.0) * Math.cos(y / 23.0));
                int red = Math.clamp(128 + shape + noise, 0, 255);
                int green = Math.clamp(255 * y / HEIGHT + noise, 0, 255);
                int blue = Math.clamp(255 * x / WIDTH + shape / 2 + noise, 0, 255);
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    @Benchmark
    public Photograph decode() {
        return ImageFile.open(file, LIMITS).decode();
    }

    /** In place: the values change from one call to the next, and the time does not. */
    @Benchmark
    public Photograph grade() {
        return decoded.graded(look, pool::forEach);
    }

    @Benchmark
    public Photograph encode() throws IOException {
        decoded.write(0, OutputStream.nullOutputStream());
        return decoded;
    }

    /** All of it, as a request does. */
    @Benchmark
    public Photograph apply() throws IOException {
        Photograph graded = ImageFile.open(file, LIMITS).decode().graded(look, pool::forEach);
        graded.write(0, OutputStream.nullOutputStream());
        return graded;
    }

    /** A preview without its lattice. */
    @Benchmark
    public Photograph preview() throws IOException {
        Photograph graded = thumbnail.copy().graded(look, pool::forEach);
        graded.write(88, OutputStream.nullOutputStream());
        return graded;
    }
}
