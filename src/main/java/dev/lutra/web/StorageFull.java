package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/** The storage is full: 507, {@code storage-full}. */
final class StorageFull extends Problem {

    StorageFull(Exception cause) {
        super(
                Status.STORAGE_FULL,
                "storage-full",
                "The storage is full. Free some space and try again.",
                List.of(),
                null,
                cause);
    }
}
