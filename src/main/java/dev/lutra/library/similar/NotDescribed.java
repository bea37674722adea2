package dev.lutra.library.similar;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;
import java.util.List;

/** Lutra has not looked at the LUT yet: 503, {@code lut-not-described}. */
public final class NotDescribed extends Problem {

    NotDescribed(String id) {
        super(
                Status.UNAVAILABLE,
                "lut-not-described",
                "Lutra has not yet looked at what the LUT '%s' does to colours. Try again in a few seconds."
                        .formatted(id),
                List.of(),
                Duration.ofSeconds(5),
                null);
    }
}
