package dev.lutra.pair;

import dev.lutra.compute.MemoryBudget;
import dev.lutra.image.ImageLimits;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits on looks from pairs of photographs.
 *
 * @param maxFileSize the size of the largest photograph
 * @param maxPixels the most pixels of a photograph, 1 or more
 * @param atOnce the number of pairs that are computed at the same time, 1 or more
 * @param waiting the number of requests that may wait for one of {@code atOnce}, 0 or more; further ones are rejected
 * @param maxWait the longest time that a request waits before it is rejected
 * @param memory the memory for photographs and their colours; null for a quarter of the heap
 */
@Validated
@ConfigurationProperties("lutra.pair")
public record PairSettings(
        @DefaultValue("64MB") DataSize maxFileSize,
        @DefaultValue("64000000") @Min(1) long maxPixels,
        @DefaultValue("1") @Min(1) int atOnce,
        @DefaultValue("8") @Min(0) int waiting,
        @DefaultValue("20s") Duration maxWait,
        @Nullable DataSize memory) {

    private static final double HEAP_SHARE = 0.25;

    ImageLimits limits() {
        return new ImageLimits(maxFileSize.toBytes(), maxPixels);
    }

    DataSize size() {
        return memory != null ? memory : MemoryBudget.shareOfHeap(HEAP_SHARE);
    }

    MemoryBudget budget() {
        return new MemoryBudget(size(), maxWait, "lutra.pair.memory");
    }
}
