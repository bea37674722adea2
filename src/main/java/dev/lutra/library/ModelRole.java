package dev.lutra.library;

import dev.lutra.network.Network;
import java.util.Locale;

/** What an active model answers. */
enum ModelRole {
    /** Plain requests. */
    DEFAULT,
    /** Requests for inverses. */
    BIJECTIVE;

    static ModelRole of(Network network) {
        return network.bijective() ? BIJECTIVE : DEFAULT;
    }

    /** In the database. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
