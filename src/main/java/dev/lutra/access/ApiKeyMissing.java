package dev.lutra.access;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The request needs an API key and has none: 401, {@code api-key-missing}, with WWW-Authenticate. */
final class ApiKeyMissing extends ErrorResponseException {

    ApiKeyMissing() {
        super(HttpStatus.UNAUTHORIZED, problem(), null);
        getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNAUTHORIZED, "This needs an API key, as header 'Authorization: Bearer <key>'.");
        problem.setProperty("code", "api-key-missing");
        return problem;
    }
}
