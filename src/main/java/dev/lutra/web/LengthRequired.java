package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** A form that needs no key must say how long it is: 400, {@code length-required}. */
final class LengthRequired extends Problem {

    LengthRequired() {
        super(
                Status.MALFORMED,
                "length-required",
                "This address accepts no body of unknown length. Send Content-Length.");
    }
}
