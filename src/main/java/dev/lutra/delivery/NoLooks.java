package dev.lutra.delivery;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** No look matches a search: 404, {@code lut-not-found}. An archive of nothing would look like a broken one. */
public final class NoLooks extends Problem {

    NoLooks() {
        super(Status.NOT_FOUND, "lut-not-found", "No LUT matches the search.");
    }
}
