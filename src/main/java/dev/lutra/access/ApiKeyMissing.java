package dev.lutra.access;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The request has no API key, but needs one: 401, {@code api-key-missing}. */
final class ApiKeyMissing extends Problem {

    ApiKeyMissing() {
        super(
                Status.UNAUTHENTICATED,
                "api-key-missing",
                "This request needs an API key in the header 'Authorization: Bearer <key>'.");
    }
}
