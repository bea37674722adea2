package dev.lutra.library;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The source of a LUT that no model holds within its accuracy cannot be let go: 409, {@code not-encoded}. */
public final class NotEncoded extends ErrorResponseException {

    NotEncoded(String id) {
        super(HttpStatus.CONFLICT, problem(id), null);
    }

    private static ProblemDetail problem(String id) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                "No model holds '%s' within its accuracy yet: without its source that would be lost. Encode it first."
                        .formatted(id));
        problem.setProperty("code", "not-encoded");
        return problem;
    }
}
