package dev.lutra.delivery;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detail of a look in a model is damaged: 503, {@code detail-damaged}. A new encoding of the look repairs it. */
final class DetailDamaged extends Problem {

    private static final Logger log = LoggerFactory.getLogger(DetailDamaged.class);
    /** An operator must act first. */
    private static final Duration RETRY = Duration.ofHours(1);

    private DetailDamaged(String id, String model, Throwable cause) {
        super(
                Status.UNAVAILABLE,
                "detail-damaged",
                "What model '%s' holds of '%s' is damaged. Its source, where it is kept, is at from=source."
                        .formatted(model, id),
                RETRY,
                cause);
    }

    /** Logs the cause. */
    static DetailDamaged of(String id, String model, Throwable cause) {
        log.error("The detail of '{}' in model '{}' is damaged", id, model, cause);
        return new DetailDamaged(id, model, cause);
    }
}
