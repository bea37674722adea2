package dev.lutra.delivery;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The model is not loaded yet: 503, {@code model-not-ready}, with Retry-After. */
public final class ModelNotReady extends ErrorResponseException {

    ModelNotReady() {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, "2");
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The model is not loaded yet; try again in a moment.");
        problem.setProperty("code", "model-not-ready");
        return problem;
    }
}
