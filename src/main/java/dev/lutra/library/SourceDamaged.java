package dev.lutra.library;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * What the database holds of a source is not what was uploaded: 503, {@code source-damaged}, with Retry-After. Uploading
 * the same file again mends it.
 */
public final class SourceDamaged extends ErrorResponseException {

    private static final Logger log = LoggerFactory.getLogger(SourceDamaged.class);
    /** Somebody has to do something first. */
    private static final String RETRY_SECONDS = "3600";

    private SourceDamaged(String id, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(id), cause);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    /** The log has the cause. */
    static SourceDamaged of(String id, Throwable cause) {
        log.error("The stored source of '{}' is damaged; uploading the same file again mends it", id, cause);
        return new SourceDamaged(id, cause);
    }

    private static ProblemDetail problem(String id) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "What is stored of the source of '%s' is damaged. Uploading the same file again mends it."
                        .formatted(id));
        problem.setProperty("code", "source-damaged");
        return problem;
    }
}
