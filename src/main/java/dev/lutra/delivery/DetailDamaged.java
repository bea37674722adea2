package dev.lutra.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What a model holds of a look's detail is no detail: 503, {@code detail-damaged}. Encoding the look anew mends it. */
final class DetailDamaged extends ErrorResponseException {

    private static final Logger log = LoggerFactory.getLogger(DetailDamaged.class);
    /** Somebody has to do something first. */
    private static final String RETRY_SECONDS = "3600";

    private DetailDamaged(String id, String model, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(id, model), cause);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    /** The log has the cause. */
    static DetailDamaged of(String id, String model, Throwable cause) {
        log.error("The detail of '{}' in model '{}' is damaged", id, model, cause);
        return new DetailDamaged(id, model, cause);
    }

    private static ProblemDetail problem(String id, String model) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "What model '%s' holds of '%s' is damaged. Its source, where it is kept, is at from=source."
                        .formatted(model, id));
        problem.setProperty("code", "detail-damaged");
        return problem;
    }
}
