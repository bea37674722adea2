package dev.lutra.access;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** There is no such key: 404, {@code api-key-not-found}. */
final class ApiKeyNotFound extends ErrorResponseException {

    ApiKeyNotFound(UUID id) {
        super(HttpStatus.NOT_FOUND, problem(id), null);
    }

    private static ProblemDetail problem(UUID id) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no API key %s.".formatted(id));
        problem.setProperty("code", "api-key-not-found");
        return problem;
    }
}
