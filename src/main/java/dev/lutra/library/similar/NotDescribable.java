package dev.lutra.library.similar;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The LUT cannot be decoded, so that it can be compared with no other: 409, {@code lut-unreadable}. */
public final class NotDescribable extends Problem {

    NotDescribable(String id) {
        super(
                Status.CONFLICT,
                "lut-unreadable",
                "The LUT '%s' cannot be decoded, so that nothing is known of what it does to colours. The log of the service says why."
                        .formatted(id));
    }
}
