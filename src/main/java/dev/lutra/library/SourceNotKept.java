package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The library does not keep the source of a LUT: 404, {@code source-not-kept}. */
public final class SourceNotKept extends Problem {

    SourceNotKept(String id) {
        super(
                Status.NOT_FOUND,
                "source-not-kept",
                "The library does not keep the source of '%s'. Only its models hold the LUT.".formatted(id));
    }
}
