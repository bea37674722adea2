package dev.lutra.library;

import dev.lutra.network.Model;
import dev.lutra.network.Network;

/**
 * A model of the library.
 *
 * @param key its key in the database
 * @param info its id, title and provenance
 * @param network its network with the shared weights
 */
public record LibraryModel(long key, Model.Info info, Network network) {

    /** The slug of the model. */
    public String id() {
        return info.id();
    }
}
