package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;

/** What is stored can be read and not changed: 503, {@code storage-read-only}. */
final class StorageReadOnly extends Problem {

    StorageReadOnly(Exception cause) {
        super(
                Status.UNAVAILABLE,
                "storage-read-only",
                "Nothing can be written at the moment: the storage is read-only.",
                Duration.ofMinutes(1),
                cause);
    }
}
