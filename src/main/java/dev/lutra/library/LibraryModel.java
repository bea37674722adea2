package dev.lutra.library;

import dev.lutra.network.Model;
import dev.lutra.network.Network;

/**
 * A model of the library.
 *
 * @param key in the database
 * @param info its provenance
 * @param network its shared weights
 */
public record LibraryModel(long key, Model.Info info, Network network) {

    /** Its slug. */
    public String id() {
        return info.id();
    }
}
