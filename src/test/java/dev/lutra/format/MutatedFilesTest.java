package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import dev.lutra.color.Lattice;
import dev.lutra.color.Shaper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in, in any format: out comes a LUT of finite values, or a refusal, soon and within its memory. */
class MutatedFilesTest {

    private static final long SEED = 20261126;
    private static final int QUICK = 300;
    private static final int MANY = 10_000;
    private static final FormatLimits LIMITS = new FormatLimits(65, 65536, 1 << 20);

    /**
     * What reading may allocate, in all: some lattices of the largest permitted size, of 3.3 MB each, and curves. A file
     * that claims more must not get it.
     */
    private static final long MEMORY = 64L << 20;

    private static final Duration TIME = Duration.ofSeconds(5);

    static Stream<LutFormat> formats() {
        return LutFormats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void isReadOrRefused(LutFormat format) {
        mutate(format, QUICK);
    }

    @ParameterizedTest
    @MethodSource("formats")
    @Tag("slow")
    void isReadOrRefusedHoweverItIsChanged(LutFormat format) {
        mutate(format, MANY);
    }

    private static void mutate(LutFormat format, int count) {
        System.out.println("seed " + SEED);
        var random = new SplittableRandom(SEED);
        List<byte[]> files = SmallFiles.of(format);
        List<byte[]> others = SmallFiles.all();
        int[] read = {0};
        for (int i = 0; i < count; i++) {
            byte[] mutated = FileMutations.of(files.get(random.nextInt(files.size())), others, random);
            int number = i;
            assertThatCode(() -> read[0] += read(format, mutated) ? 1 : 0)
                    .as("mutation %d of %s", number, format.name())
                    .doesNotThrowAnyException();
        }
        System.out.printf("%s: %d of %d files were read%n", format.name(), read[0], count);
        assertThat(read[0]).as("some are read, some are not").isBetween(1, count - 1);
    }

    private static boolean read(LutFormat format, byte[] file) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long started = threads.getCurrentThreadCpuTime();
        boolean isRead = false;
        try {
            check(format.read(new ByteArrayInputStream(file), LIMITS));
            isRead = true;
        } catch (InvalidLutFile e) {
            assertThat(e.detail()).isNotBlank();
            assertThat(e.code()).matches("[a-z0-9]+(-[a-z0-9]+)+");
            // The reason goes into answers and logs.
            assertThat(e.getMessage()).hasSizeLessThan(1000);
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - started))
                .isLessThan(TIME);
        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MEMORY);
        return isRead;
    }

    private static void check(LutFile read) {
        float[] lattice = read.lut().lattice();
        assertThat(lattice).hasSize(3 * Lattice.points(read.lut().size()));
        for (float value : lattice) {
            if (!Float.isFinite(value)) {
                throw new AssertionError("a value of the lattice is " + value);
            }
        }
        Shaper shaper = read.shaper();
        for (int channel = 0; shaper != null && channel < 3; channel++) {
            assertThat(shaper.curve(channel).points()).isLessThanOrEqualTo(LIMITS.curveSize());
        }
        assertThat(read.inputs().extent(0)).isPositive();
    }
}
