package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The source of a LUT that no model holds within its accuracy cannot be let go: 409, {@code not-encoded}. */
public final class NotEncoded extends Problem {

    NotEncoded(String id) {
        super(
                Status.CONFLICT,
                "not-encoded",
                "No model holds '%s' within its accuracy yet: without its source that would be lost. Encode it first."
                        .formatted(id));
    }
}
