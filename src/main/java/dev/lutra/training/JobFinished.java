package dev.lutra.training;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A training job that has come to its end cannot be cancelled: 409, {@code job-finished}. */
public final class JobFinished extends ErrorResponseException {

    JobFinished(Job job) {
        super(HttpStatus.CONFLICT, problem(job), null);
    }

    private static ProblemDetail problem(Job job) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                "The job has come to its end: it is %s."
                        .formatted(job.state().name().toLowerCase(Locale.ROOT)));
        problem.setProperty("code", "job-finished");
        return problem;
    }
}
