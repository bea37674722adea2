package dev.lutra.access;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The API key is valid, but not an admin key: 403, {@code admin-key-required}. */
final class AdminKeyRequired extends Problem {

    AdminKeyRequired() {
        super(Status.FORBIDDEN, "admin-key-required", "Only an admin key may list, add and revoke keys.");
    }
}
