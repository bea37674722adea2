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
 * Bounds on what is delivered, and on what delivering may take.
 *
 * @param maxResolution highest {@code res} that is answered, points along one edge, 2…256
 * @param maxLevel highest {@code level} of a Hald image that is answered, 2…16
 * @param cacheSize memory for answers that are kept
 * @param streamAbove answers expected to be larger are written straight to the client, not built in memory nor kept
 * @param maxAge for how long clients and proxies may use an answer without asking again
 * @param threads that decode, for each model in use; one for each processor if null
 * @param builds answers built in memory at the same time, 1 or more
 * @param waiting requests that wait for one of {@code builds}; those beyond are refused, 0 or more
 * @param maxWait longest that a request waits before it is refused
 * @param blendedOutputs most LUTs of a blend of outputs, each of which is evaluated, 2 or more
 * @param streams answers streamed at the same time, 1 or more; those beyond are refused
 * @param streamsPerClient how many of them one client may hold, by its address, 1 or more
 * @param streamTime longest that a client may take over one of them; then it is broken off
 * @param inversions inverses made at the same time, 1 or more
 * @param renderingThreads that interpolate, mix, write and compress; one fewer than processors, but one at least, if null
 * @param inversionThreads that search for inverses; likewise
 * @param sourceMemory for sources that are being answered from; half of the heap if null
 * @param detailMemory for details that are being answered from; a fifth of the heap if null
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

    private static final double SOURCE_SHARE = 0.5;
    private static final double DETAIL_SHARE = 0.2;

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
