package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;

/**
 * A look was replaced or deleted after this node found it and before it read the detail: 503, {@code look-replaced}.
 * The node sees the change within a second.
 */
public final class LookReplaced extends Problem {

    LookReplaced(String id) {
        super(
                Status.UNAVAILABLE,
                "look-replaced",
                "'%s' was replaced during this request. Repeat the request.".formatted(id),
                Duration.ofSeconds(1),
                null);
    }
}
