package dev.lutra.delivery;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a model holds of a look's detail is no detail: 503, {@code detail-damaged}. Encoding the look anew mends it. */
final class DetailDamaged extends Problem {

    private static final Logger log = LoggerFactory.getLogger(DetailDamaged.class);
    /** Somebody has to do something first. */
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

    /** The log has the cause. */
    static DetailDamaged of(String id, String model, Throwable cause) {
        log.error("The detail of '{}' in model '{}' is damaged", id, model, cause);
        return new DetailDamaged(id, model, cause);
    }
}
