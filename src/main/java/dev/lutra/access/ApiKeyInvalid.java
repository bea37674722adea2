package dev.lutra.access;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** The API key is unknown or revoked: 401, {@code api-key-invalid}. */
final class ApiKeyInvalid extends Problem {

    ApiKeyInvalid() {
        super(Status.UNAUTHENTICATED, "api-key-invalid", "This API key is unknown or was revoked.");
    }
}
