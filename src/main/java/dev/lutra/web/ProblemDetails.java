package dev.lutra.web;

import dev.lutra.problem.Fault;
import dev.lutra.problem.Problem;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Makes problem answers (RFC 9457) with {@code code} and, if the single errors are known, {@code errors}. */
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

    /** The headers of a problem: {@code Retry-After} if another attempt may succeed. */
    static HttpHeaders headers(Problem problem) {
        var headers = new HttpHeaders();
        problem.retryAfter().ifPresent(wait -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds())));
        return headers;
    }

    /** Adds a code to a problem of Spring: the name of its status, such as {@code not-found}. */
    static void addCode(ProblemDetail problem) {
        var properties = problem.getProperties();
        if (properties == null || !properties.containsKey(CODE)) {
            problem.setProperty(CODE, code(HttpStatusCode.valueOf(problem.getStatus())));
        }
    }

    /** The code of an error of which only the status is known. */
    static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "http-" + status.value()
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
