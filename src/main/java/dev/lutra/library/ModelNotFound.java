package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** There is no such model: 404, {@code model-not-found}. */
public final class ModelNotFound extends Problem {

    ModelNotFound(String id) {
        super(Status.NOT_FOUND, "model-not-found", "There is no model '%s'.".formatted(id));
    }
}
