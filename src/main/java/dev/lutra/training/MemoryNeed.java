package dev.lutra.training;

import dev.lutra.color.Lattice;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutStore;
import dev.lutra.network.learn.Training;
import dev.lutra.network.learn.TrainingSettings;
import java.util.Collection;
import org.springframework.util.unit.DataSize;

/**
 * An estimate of the heap that a job needs. A job that needs too much fails at once and says so, instead of running out
 * of memory later.
 *
 * @param bytes the need at the peak
 */
record MemoryNeed(long bytes) {

    /**
     * The number of copies of an embedding: values, moments and gradients, and again in a checkpoint that is being
     * written.
     */
    private static final int COPIES = 14;
    /** The share of the heap that jobs may use. */
    private static final double SHARE = 0.8;

    private static final int DETAIL_COPIES = 3;

    /** The need of the lattices of LUTs, which are read one after the other. */
    static MemoryNeed lattices(Collection<LibraryLut> luts) {
        long reading = luts.stream()
                .mapToLong(lut -> LutStore.readingBytes(lut) - lattice(lut))
                .max()
                .orElse(0);
        return new MemoryNeed(luts.stream().mapToLong(MemoryNeed::lattice).sum() + reading);
    }

    /** The need of a training. */
    static MemoryNeed training(Collection<LibraryLut> luts, TrainingSettings settings) {
        long embedding = (long) COPIES * Float.BYTES * settings.shape().embeddingSize();
        long colors = 2L * 3 * Float.BYTES * settings.colorsPerStep();
        long synthetic = settings.augment() * (embedding + Training.BYTES_PER_SYNTHETIC_LOOK);
        return new MemoryNeed(lattices(luts).bytes + luts.size() * (embedding + colors) + synthetic);
    }

    /** Adds the need of details. Each thread makes one at a time, with three more copies of its lattice. */
    MemoryNeed withDetails(Collection<LibraryLut> luts, int threads) {
        long largest = luts.stream().mapToLong(MemoryNeed::lattice).max().orElse(0);
        return new MemoryNeed(bytes + DETAIL_COPIES * largest * Math.min(threads, luts.size()));
    }

    /** Bytes of the lattice of one LUT. */
    static long lattice(LibraryLut lut) {
        return 3L * Float.BYTES * Lattice.points(lut.source().size());
    }

    /** @throws JobFailed if this worker does not have as much memory */
    void check(int luts) {
        long available = (long) (SHARE * Runtime.getRuntime().maxMemory());
        if (bytes > available) {
            throw new JobFailed(
                    "%,d LUTs take about %,d MB of memory, and this worker has %,d MB for them: choose fewer LUTs, or give a worker more memory (-Xmx%dm)."
                            .formatted(
                                    luts, megabytes(bytes), megabytes(available), megabytes((long) (bytes / SHARE))));
        }
    }

    private static long megabytes(long bytes) {
        return DataSize.ofBytes(bytes).toMegabytes() + 1;
    }
}
