package dev.lutra.training.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Something that is part of the contract and not built yet: 422, {@code not-supported-yet}. */
final class NotSupportedYet extends ErrorResponseException {

    private static final String CODE = "not-supported-yet";

    NotSupportedYet(String field, String detail) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(field, detail), null);
    }

    private static ProblemDetail problem(String field, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT, "'%s': %s.".formatted(field, detail));
        problem.setProperty("code", CODE);
        problem.setProperty("errors", List.of(Map.of("field", field, "code", CODE, "detail", detail)));
        return problem;
    }
}
