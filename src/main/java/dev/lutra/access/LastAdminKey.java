package dev.lutra.access;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/** Without this key nobody could add or revoke keys: 409, {@code last-admin-key}. */
final class LastAdminKey extends Problem {

    LastAdminKey() {
        super(
                Status.CONFLICT,
                "last-admin-key",
                "This is the last admin key: add another one first, or set LUTRA_API_KEY.");
    }
}
