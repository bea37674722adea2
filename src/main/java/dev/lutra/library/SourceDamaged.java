package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database holds of a source is not what was uploaded: 503, {@code source-damaged}. Uploading the same file again mends it. */
public final class SourceDamaged extends Problem {

    private static final Logger log = LoggerFactory.getLogger(SourceDamaged.class);
    /** Somebody has to do something first. */
    private static final Duration RETRY = Duration.ofHours(1);

    private SourceDamaged(String id, Throwable cause) {
        super(
                Status.UNAVAILABLE,
                "source-damaged",
                "What is stored of the source of '%s' is damaged. Uploading the same file again mends it."
                        .formatted(id),
                RETRY,
                cause);
    }

    /** The log has the cause. */
    static SourceDamaged of(String id, Throwable cause) {
        log.error("The stored source of '{}' is damaged; uploading the same file again mends it", id, cause);
        return new SourceDamaged(id, cause);
    }
}
