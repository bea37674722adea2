package dev.lutra.library;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The source of a LUT is not there, or not any more: 404, {@code source-not-kept}. */
public final class SourceNotKept extends ErrorResponseException {

    SourceNotKept(String id) {
        super(HttpStatus.NOT_FOUND, problem(id), null);
    }

    private static ProblemDetail problem(String id) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "The source of '%s' is not kept: the LUT lives in its model alone.".formatted(id));
        problem.setProperty("code", "source-not-kept");
        return problem;
    }
}
