package dev.lutra.access;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.UUID;

/** There is no such key: 404, {@code api-key-not-found}. */
final class ApiKeyNotFound extends Problem {

    ApiKeyNotFound(UUID id) {
        super(Status.NOT_FOUND, "api-key-not-found", "There is no API key %s.".formatted(id));
    }
}
