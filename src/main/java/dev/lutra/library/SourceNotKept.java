package dev.lutra.library;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The source of a LUT is not there, or not any more: 404, {@code source-not-kept}. */
public final class SourceNotKept extends Problem {

    SourceNotKept(String id) {
        super(
                Status.NOT_FOUND,
                "source-not-kept",
                "The source of '%s' is not kept: the LUT lives in its model alone.".formatted(id));
    }
}
