package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;

/** The storage is read-only: 503, {@code storage-read-only}. */
final class StorageReadOnly extends Problem {

    StorageReadOnly(Exception cause) {
        super(
                Status.UNAVAILABLE,
                "storage-read-only",
                "The storage is read-only at the moment, so nothing can be changed.",
                Duration.ofMinutes(1),
                cause);
    }
}
