package dev.lutra.web;

import dev.lutra.problem.Fault;
import dev.lutra.problem.Problem;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problems as RFC 9457 has them, with {@code code} and, where the single faults are known, {@code errors}. */
final class ProblemDetails {

    private static final String CODE = "code";
    private static final String ERRORS = "errors";

    private ProblemDetails() {}

    static ProblemDetail of(Problem problem) {
        return of(status(problem), problem.code(), problem.getMessage(), problem.faults());
    }

    static ProblemDetail of(HttpStatusCode status, String code, String detail) {
        return of(status, code, detail, List.of());
    }

    static ProblemDetail of(HttpStatusCode status, String code, String detail, List<? extends Fault> faults) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty(CODE, code);
        if (!faults.isEmpty()) {
            problem.setProperty(ERRORS, faults);
        }
        return problem;
    }

    static HttpStatusCode status(Problem problem) {
        return HttpStatusCode.valueOf(problem.status().http());
    }

    /** When to try again, where that helps. */
    static HttpHeaders headers(Problem problem) {
        var headers = new HttpHeaders();
        problem.retryAfter().ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds())));
        return headers;
    }

    /** Gives a problem of Spring's own the code of its status, such as {@code not-found}. */
    static void addCode(ProblemDetail problem) {
        var properties = problem.getProperties();
        if (properties == null || !properties.containsKey(CODE)) {
            problem.setProperty(CODE, code(HttpStatusCode.valueOf(problem.getStatus())));
        }
    }

    /** The code of a failure of which nothing but the status is known. */
    static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "http-" + status.value()
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
