package dev.lutra.library;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A look was replaced or deleted between finding and reading it, as this node will know in a second: 503, {@code look-replaced}. */
public final class LookReplaced extends ErrorResponseException {

    private static final String RETRY_SECONDS = "1";

    LookReplaced(String id) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(id), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    private static ProblemDetail problem(String id) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "'%s' is just being replaced. Ask again.".formatted(id));
        problem.setProperty("code", "look-replaced");
        return problem;
    }
}
