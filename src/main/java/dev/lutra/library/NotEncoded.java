package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** No model keeps the accuracy of a LUT whose source is to be deleted: 409, {@code not-encoded}. */
public final class NotEncoded extends Problem {

    NotEncoded(String id) {
        super(
                Status.CONFLICT,
                "not-encoded",
                "No model keeps the accuracy of '%s' yet, so its source cannot be deleted. Encode the LUT first."
                        .formatted(id));
    }
}
