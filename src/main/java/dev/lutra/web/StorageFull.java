package dev.lutra.web;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.List;

/** There is no room left for what was sent: 507, {@code storage-full}. */
final class StorageFull extends Problem {

    StorageFull(Exception cause) {
        super(Status.STORAGE_FULL, "storage-full", "There is no room left to store this.", List.of(), null, cause);
    }
}
