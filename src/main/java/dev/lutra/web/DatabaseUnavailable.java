package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;

/** The database does not answer at the moment: 503, {@code database-unavailable}. */
final class DatabaseUnavailable extends Problem {

    DatabaseUnavailable(Exception cause) {
        super(
                Status.UNAVAILABLE,
                "database-unavailable",
                "The database does not answer at the moment; try again in 5 seconds.",
                Duration.ofSeconds(5),
                cause);
    }
}
