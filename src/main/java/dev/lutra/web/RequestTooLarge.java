package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import org.springframework.util.unit.DataSize;

/** The body of the request is too large: 413, {@code request-too-large}. */
final class RequestTooLarge extends Problem {

    RequestTooLarge(DataSize limit) {
        super(
                Status.TOO_LARGE,
                "request-too-large",
                "The body of this request is larger than the limit of %d bytes.".formatted(limit.toBytes()));
    }
}
