package dev.lutra.compute;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** It takes more memory than this process has: 503, {@code memory-short}, with Retry-After. The detail names the setting. */
public final class MemoryShort extends ErrorResponseException {

    private static final String RETRY_SECONDS = "10";

    private MemoryShort(String detail, @Nullable Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(detail), cause);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    /** The heap is used up. */
    public static MemoryShort of(OutOfMemoryError error) {
        return new MemoryShort(
                "The heap of %,d MB is used up; whoever runs the service can give it more (-Xmx)."
                        .formatted(megabytes(Runtime.getRuntime().maxMemory())),
                error);
    }

    /** So much is never lent. */
    static MemoryShort of(long bytes, DataSize budget, String setting) {
        return new MemoryShort(
                "This takes %,d MB of memory, and %,d MB are set aside for it; whoever runs the service can give more (%s, or a larger heap by -Xmx)."
                        .formatted(megabytes(bytes) + 1, megabytes(budget.toBytes()), setting),
                null);
    }

    private static long megabytes(long bytes) {
        return DataSize.ofBytes(bytes).toMegabytes();
    }

    private static ProblemDetail problem(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.setProperty("code", "memory-short");
        return problem;
    }
}
