package dev.lutra.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** The body of a request is larger than is read: 413, {@code request-too-large}. */
final class RequestTooLarge extends ErrorResponseException {

    RequestTooLarge(DataSize limit) {
        super(HttpStatus.CONTENT_TOO_LARGE, problem(limit), null);
    }

    private static ProblemDetail problem(DataSize limit) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONTENT_TOO_LARGE,
                "The body of a request may have %d bytes at most.".formatted(limit.toBytes()));
        problem.setProperty("code", "request-too-large");
        return problem;
    }
}
