package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored source differs from the uploaded file: 503, {@code source-damaged}. A new upload of the same file repairs
 * it.
 */
public final class SourceDamaged extends Problem {

    private static final Logger log = LoggerFactory.getLogger(SourceDamaged.class);
    /** An administrator has to repair the source before another attempt succeeds. */
    private static final Duration RETRY = Duration.ofHours(1);

    private SourceDamaged(String id, Throwable cause) {
        super(
                Status.UNAVAILABLE,
                "source-damaged",
                "The stored source of '%s' is damaged. Upload the same file again to repair it.".formatted(id),
                RETRY,
                cause);
    }

    /** Logs the cause and returns the problem. */
    static SourceDamaged of(String id, Throwable cause) {
        log.error("The stored source of '{}' is damaged. Upload the same file again to repair it", id, cause);
        return new SourceDamaged(id, cause);
    }
}
