package dev.lutra.delivery;

import dev.lutra.compute.MemoryBudget;
import dev.lutra.image.ImageLimits;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of photographs that are graded, and the resources for it. {@code lutra.web.max-open-upload-size} limits their bytes.
 *
 * @param maxPixels the largest number of pixels of a photograph, 1 or more
 * @param memory the memory for photographs that are graded; null for a fifth of the heap. A quarter of it is for files, and the
 *     rest for pixels and answers
 * @param places the number of photographs that are computed at the same time, 1 or more
 * @param threads the number of threads that decode, grade and encode; null for one per processor
 */
@Validated
@ConfigurationProperties("lutra.image")
public record ImageSettings(
        @DefaultValue("50000000") @Min(1) long maxPixels,
        @Nullable DataSize memory,
        @DefaultValue("2") @Min(1) int places,
        @Nullable @Min(1) Integer threads) {

    private static final double MEMORY_SHARE = 0.2;
    private static final int FILE_PART = 4;

    DataSize budget() {
        return memory != null ? memory : MemoryBudget.shareOfHeap(MEMORY_SHARE);
    }

    /** The memory for files. */
    DataSize fileBudget() {
        return DataSize.ofBytes(budget().toBytes() / FILE_PART);
    }

    /** The memory for pixels and answers. */
    DataSize pixelBudget() {
        return DataSize.ofBytes(budget().toBytes() - fileBudget().toBytes());
    }

    int poolThreads() {
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** The limits of a file. Its bytes were counted when they were received. */
    public ImageLimits limits() {
        return new ImageLimits(Integer.MAX_VALUE, maxPixels);
    }
}
