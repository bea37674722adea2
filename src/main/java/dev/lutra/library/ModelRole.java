package dev.lutra.library;

import dev.lutra.network.Network;
import java.util.Locale;

/** The kind of requests that an active model answers. */
enum ModelRole {
    /** Requests that name no model. */
    DEFAULT,
    /** Requests for inverses. */
    BIJECTIVE;

    static ModelRole of(Network network) {
        return network.bijective() ? BIJECTIVE : DEFAULT;
    }

    /** The name of the role in the database. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
