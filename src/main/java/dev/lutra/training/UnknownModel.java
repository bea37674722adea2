package dev.lutra.training;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A job is to encode into a model that is not there: 422, {@code model-not-found}. */
final class UnknownModel extends ErrorResponseException {

    private static final String CODE = "model-not-found";

    UnknownModel(String id) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(id), null);
    }

    private static ProblemDetail problem(String id) {
        String detail = "There is no model '%s': see GET /models for those that there are.".formatted(id);
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        problem.setProperty("code", CODE);
        problem.setProperty("errors", List.of(new Fault("model", CODE, detail)));
        return problem;
    }

    private record Fault(String field, String code, String detail) {}
}
