package dev.lutra.training;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** There is no such training job: 404, {@code job-not-found}. */
public final class JobNotFound extends ErrorResponseException {

    JobNotFound(String id) {
        super(HttpStatus.NOT_FOUND, problem(id), null);
    }

    private static ProblemDetail problem(String id) {
        var problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no training job '%s'.".formatted(id));
        problem.setProperty("code", "job-not-found");
        return problem;
    }
}
