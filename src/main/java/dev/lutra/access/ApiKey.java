package dev.lutra.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The description of an API key, without its secret value.
 *
 * @param name the purpose of the key
 * @param admin true if the key may add and revoke keys
 * @param revokedAt the time at which it was revoked; null if it is valid
 */
public record ApiKey(
        UUID id,
        String name,
        boolean admin,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
