package dev.lutra.compute;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The work needs more memory than this process has: 503, {@code memory-short}. The message names the setting. */
public final class MemoryShort extends Problem {

    private MemoryShort(String message, @Nullable Throwable cause) {
        super(Status.UNAVAILABLE, "memory-short", message, Duration.ofSeconds(10), cause);
    }

    /** A problem for an exhausted heap. */
    public static MemoryShort of(OutOfMemoryError error) {
        return new MemoryShort(
                "The heap of %,d MB is full. The operator of the service can enlarge it (-Xmx)."
                        .formatted(megabytes(Runtime.getRuntime().maxMemory())),
                error);
    }

    /** A problem for a loan that exceeds the whole budget. */
    static MemoryShort of(long bytes, DataSize budget, String setting) {
        return new MemoryShort(
                "This needs %,d MB of memory, and the service has %,d MB for it. The operator can give it more (%s, or a larger heap with -Xmx)."
                        .formatted(megabytes(bytes) + 1, megabytes(budget.toBytes()), setting),
                null);
    }

    private static long megabytes(long bytes) {
        return DataSize.ofBytes(bytes).toMegabytes();
    }
}
