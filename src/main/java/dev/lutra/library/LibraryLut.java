package dev.lutra.library;

import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import org.jspecify.annotations.Nullable;

/**
 * A LUT of the library, as one model holds it.
 *
 * @param model the model that holds it
 * @param index its position there
 * @param fingerprint SHA-256 of all that decides its values: equal for as long as it decodes to the same values
 */
public record LibraryLut(Model model, int index, String fingerprint) {

    /** Its slug. */
    public String id() {
        return details().id();
    }

    /** What the model says of it. */
    public ModelLut details() {
        return model.luts().get(index);
    }

    /** SPDX identifier of its own terms or the model's; null if neither says. */
    public @Nullable String license() {
        String own = details().license();
        return own != null ? own : model.info().license();
    }

    /** Whom to credit for it, or for the model; null if neither says. */
    public @Nullable String attribution() {
        String own = details().attribution();
        return own != null ? own : model.info().attribution();
    }
}
