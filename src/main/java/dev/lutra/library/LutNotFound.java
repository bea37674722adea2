package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** There is no such LUT: 404, {@code lut-not-found}. */
public final class LutNotFound extends Problem {

    LutNotFound(String id) {
        super(Status.NOT_FOUND, "lut-not-found", "There is no LUT '%s'.".formatted(id));
    }
}
