package dev.lutra.library;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A LUT and its encodings in all models.
 *
 * @param lut the LUT without an encoding
 * @param held the LUT with each of its encodings, that of the newest model last
 * @param unusable keys of the models whose encodings of this LUT cannot be read
 */
record CatalogEntry(LibraryLut lut, List<LibraryLut> held, Set<Long> unusable) {

    static CatalogEntry of(LibraryLut lut, List<Encoding> encodings, Set<Long> unusable) {
        return new CatalogEntry(lut, encodings.stream().map(lut::withEncoding).toList(), unusable);
    }

    /** The LUT as one model holds it; empty if it does not. */
    Optional<LibraryLut> heldBy(LibraryModel model) {
        // This runs for every LUT when a model becomes active, and a stream would take most of that time.
        for (LibraryLut by : held) {
            if (encoding(by).model().key() == model.key()) {
                return Optional.of(by);
            }
        }
        return Optional.empty();
    }

    /** Whether the library keeps the source, and the model does not hold the LUT within its accuracy. */
    boolean isLackedBy(LibraryModel model) {
        LibraryLut by = heldBy(model).orElse(null);
        return lut.hasSource() && !unusable.contains(model.key()) && (by == null || !isEnough(encoding(by)));
    }

    /** A bijective model is enough at any accuracy, because bijective models make no promise. */
    private boolean isEnough(Encoding encoding) {
        return encoding.model().network().bijective() || lut.accuracy().isNone() || keeps(encoding);
    }

    /**
     * The LUT with the encoding or the source that answers requests that name no model: the active model if it keeps
     * the accuracy of the LUT, otherwise the source. If the source is not kept, the newest model that keeps the
     * accuracy answers, and if no model keeps it, the active model or the newest other one that holds the LUT.
     */
    LibraryLut answered(@Nullable LibraryModel activeModel) {
        LibraryLut active = activeModel == null ? null : heldBy(activeModel).orElse(null);
        if (active != null && keeps(encoding(active))) {
            return active;
        }
        if (!lut.hasSource()) {
            return withoutSource(active);
        }
        return active == null || lut.accuracy().isNone()
                ? lut
                : lut.withWarning("model '%s' holds this LUT, but not within its accuracy %s; the source answers"
                        .formatted(encoding(active).model().id(), lut.accuracy()));
    }

    private LibraryLut withoutSource(@Nullable LibraryLut active) {
        if (active != null && lut.accuracy().isNone()) {
            return active;
        }
        Optional<LibraryLut> keeping =
                held.stream().filter(by -> keeps(encoding(by))).reduce((one, later) -> later);
        return keeping.orElseGet(() -> active != null ? active : held.isEmpty() ? lut : held.getLast());
    }

    private boolean keeps(Encoding encoding) {
        return encoding.accuracy().keeps(lut.accuracy());
    }

    private static Encoding encoding(LibraryLut held) {
        return held.encoding().orElseThrow();
    }
}
