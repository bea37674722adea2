package dev.lutra.access;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;

/**
 * The key to revoke is the last admin key: 409, {@code last-admin-key}. Without it, keys could no longer be added or
 * revoked.
 */
final class LastAdminKey extends Problem {

    LastAdminKey() {
        super(
                Status.CONFLICT,
                "last-admin-key",
                "This is the last admin key. Add another one first, or set LUTRA_API_KEY.");
    }
}
