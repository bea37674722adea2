package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;

/** A look was replaced or deleted between finding and reading it, as this node will know in a second: 503, {@code look-replaced}. */
public final class LookReplaced extends Problem {

    LookReplaced(String id) {
        super(
                Status.UNAVAILABLE,
                "look-replaced",
                "'%s' is just being replaced. Ask again.".formatted(id),
                Duration.ofSeconds(1),
                null);
    }
}
