package dev.lutra.library;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** There is no such LUT: 404, {@code lut-not-found}. */
public final class LutNotFound extends ErrorResponseException {

    LutNotFound(String id) {
        super(HttpStatus.NOT_FOUND, problem(id), null);
    }

    private static ProblemDetail problem(String id) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no LUT '%s'.".formatted(id));
        problem.setProperty("code", "lut-not-found");
        return problem;
    }
}
