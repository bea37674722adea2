package dev.lutra.library;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** There is no such model: 404, {@code model-not-found}. */
public final class ModelNotFound extends ErrorResponseException {

    ModelNotFound(String id) {
        super(HttpStatus.NOT_FOUND, problem(id), null);
    }

    private static ProblemDetail problem(String id) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no model '%s'.".formatted(id));
        problem.setProperty("code", "model-not-found");
        return problem;
    }
}
