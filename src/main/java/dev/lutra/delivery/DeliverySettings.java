package dev.lutra.delivery;

import dev.lutra.compute.ComputePool;
import dev.lutra.compute.MemoryBudget;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of delivered files, and of the resources for delivery.
 *
 * @param maxResolution the highest permitted {@code res}, in points along one edge, 2…256
 * @param maxLevel the highest permitted {@code level} of a Hald image, 2…16
 * @param cacheSize the memory for cached answers
 * @param streamAbove answers with a larger expected size are streamed to the client, and neither built in memory nor
 *     cached
 * @param maxAge the time for which clients and proxies may use an answer without revalidation
 * @param threads the number of decoding threads for each model in use; null for one per processor
 * @param builds the number of answers that are built in memory at the same time, 1 or more
 * @param waiting the number of requests that may wait for one of {@code builds}, 0 or more; further ones are rejected
 * @param maxWait the longest time that a request waits before it is rejected
 * @param blendedOutputs the largest number of LUTs in a blend of outputs, 2 or more; each of them is evaluated
 * @param streams the number of answers that are streamed at the same time, 1 or more; further ones are rejected
 * @param streamsPerClient the number of streams for one client address, 1 or more
 * @param streamTime the longest time that a client may take to read a stream, before the stream is broken off
 * @param inversions the number of inverses that are computed at the same time, 1 or more
 * @param renderingThreads the number of threads that interpolate, mix, write and compress; null for one fewer than
 *     processors, but at least one
 * @param inversionThreads the number of threads that search for inverses; null as for {@code renderingThreads}
 * @param sourceMemory the memory for sources that answer requests; null for 35 % of the heap
 * @param detailMemory the memory for details that answer requests; null for 15 % of the heap
 */
@Validated
@ConfigurationProperties("lutra.delivery")
public record DeliverySettings(
        @DefaultValue("129") @Min(2) @Max(256) int maxResolution,
        @DefaultValue("12") @Min(2) @Max(16) int maxLevel,
        @DefaultValue("64MB") DataSize cacheSize,
        @DefaultValue("8MB") DataSize streamAbove,
        @DefaultValue("1h") Duration maxAge,
        @Nullable @Min(1) Integer threads,
        @DefaultValue("4") @Min(1) int builds,
        @DefaultValue("256") @Min(0) int waiting,
        @DefaultValue("10s") Duration maxWait,
        @DefaultValue("16") @Min(2) int blendedOutputs,
        @DefaultValue("16") @Min(1) int streams,
        @DefaultValue("8") @Min(1) int streamsPerClient,
        @DefaultValue("10m") @DurationMin(millis = 1) Duration streamTime,
        @DefaultValue("4") @Min(1) int inversions,
        @Nullable @Min(1) Integer renderingThreads,
        @Nullable @Min(1) Integer inversionThreads,
        @Nullable DataSize sourceMemory,
        @Nullable DataSize detailMemory) {

    private static final double SOURCE_SHARE = 0.35;
    private static final double DETAIL_SHARE = 0.15;

    int decoderThreads() {
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }

    int renderingPoolThreads() {
        return renderingThreads != null ? renderingThreads : ComputePool.defaultThreads();
    }

    int inversionPoolThreads() {
        return inversionThreads != null ? inversionThreads : ComputePool.defaultThreads();
    }

    DataSize sourceBudget() {
        return sourceMemory != null ? sourceMemory : MemoryBudget.shareOfHeap(SOURCE_SHARE);
    }

    DataSize detailBudget() {
        return detailMemory != null ? detailMemory : MemoryBudget.shareOfHeap(DETAIL_SHARE);
    }
}
