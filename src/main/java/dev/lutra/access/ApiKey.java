package dev.lutra.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key; the key itself is not.
 *
 * @param name what it is for
 * @param admin true if it may add and revoke keys
 * @param revokedAt since when it is refused; null if it is good
 */
public record ApiKey(
        UUID id,
        String name,
        boolean admin,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
