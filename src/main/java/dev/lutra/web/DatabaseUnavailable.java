package dev.lutra.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The database does not answer at the moment: 503, {@code database-unavailable}, with Retry-After. */
final class DatabaseUnavailable extends ErrorResponseException {

    DatabaseUnavailable(Exception cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(), cause);
        getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer at the moment; try again in 5 seconds.");
        problem.setProperty("code", "database-unavailable");
        return problem;
    }
}
