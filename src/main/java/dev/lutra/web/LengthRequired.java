package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The request does not declare the length of its body: 411, {@code length-required}. */
final class LengthRequired extends Problem {

    LengthRequired() {
        super(
                Status.LENGTH_REQUIRED,
                "length-required",
                "A form without an API key must declare its length in Content-Length.");
    }
}
