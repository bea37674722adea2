package dev.lutra.compute;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** More is asked for than can be computed: 429, {@code overloaded}, with Retry-After. */
public final class Overloaded extends ErrorResponseException {

    public Overloaded() {
        super(HttpStatus.TOO_MANY_REQUESTS, problem(), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS, "More is being computed than there is room for; try again in a second.");
        problem.setProperty("code", "overloaded");
        return problem;
    }
}
