package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import org.springframework.util.unit.DataSize;

/** The body of a request is larger than is read: 413, {@code request-too-large}. */
final class RequestTooLarge extends Problem {

    RequestTooLarge(DataSize limit) {
        super(
                Status.TOO_LARGE,
                "request-too-large",
                "The body of a request may have %d bytes at most.".formatted(limit.toBytes()));
    }
}
