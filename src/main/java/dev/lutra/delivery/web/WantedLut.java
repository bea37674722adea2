package dev.lutra.delivery.web;

import dev.lutra.delivery.ColorMap;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request that say which values of which LUT it wants.
 *
 * @param id the slug or index
 * @param strength the share of the LUT in its mix with the identity
 * @param model the id of a model; null for the active one
 * @param from {@code source}, {@code network} or null
 */
record WantedLut(
        String id,
        float strength,
        @Nullable String model,
        @Nullable String from) {

    /**
     * Finds the LUT.
     *
     * @throws dev.lutra.library.LutNotFound if there is none, or if the model or the source is not there
     */
    ColorMap.Single find(Library library) {
        if (from == null) {
            return new ColorMap.Single(library.find(id, model), model);
        }
        LibraryLut lut =
                from.equals(DeliveryParameters.SOURCE) ? library.find(id, null).fromSource() : library.bare(id, model);
        return new ColorMap.Single(lut, from);
    }
}
