package dev.lutra.training;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.Locale;

/** A training job that has ended cannot be cancelled: 409, {@code job-finished}. */
public final class JobFinished extends Problem {

    JobFinished(Job job) {
        super(
                Status.CONFLICT,
                "job-finished",
                "The job has come to its end: it is %s."
                        .formatted(job.state().name().toLowerCase(Locale.ROOT)));
    }
}
