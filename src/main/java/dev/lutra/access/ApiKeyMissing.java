package dev.lutra.access;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The request needs an API key and has none: 401, {@code api-key-missing}. */
final class ApiKeyMissing extends Problem {

    ApiKeyMissing() {
        super(
                Status.UNAUTHENTICATED,
                "api-key-missing",
                "This needs an API key, as header 'Authorization: Bearer <key>'.");
    }
}
