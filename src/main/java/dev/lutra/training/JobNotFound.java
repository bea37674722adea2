package dev.lutra.training;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** There is no such training job: 404, {@code job-not-found}. */
public final class JobNotFound extends Problem {

    JobNotFound(String id) {
        super(Status.NOT_FOUND, "job-not-found", "There is no training job '%s'.".formatted(id));
    }
}
