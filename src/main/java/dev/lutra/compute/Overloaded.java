package dev.lutra.compute;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;

/** There are more requests than the service can compute: 429, {@code overloaded}. */
public final class Overloaded extends Problem {

    public Overloaded() {
        super(
                Status.OVERLOADED,
                "overloaded",
                "More is being computed than there is room for; try again in a second.",
                Duration.ofSeconds(1),
                null);
    }
}
