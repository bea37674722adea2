package dev.lutra.delivery;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** More LUTs are asked for than can be made: 429, {@code overloaded}, with Retry-After. */
public final class Overloaded extends ErrorResponseException {

    Overloaded() {
        super(HttpStatus.TOO_MANY_REQUESTS, problem(), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS, "Too many LUTs are being made at the moment; try again in a second.");
        problem.setProperty("code", "overloaded");
        return problem;
    }
}
