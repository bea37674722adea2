package dev.lutra.library;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A LUT and all that models hold of it.
 *
 * @param lut without an encoding
 * @param held the LUT with each of its encodings, those of the latest model last
 * @param unusable keys of the models whose encodings of it cannot be read
 */
record CatalogEntry(LibraryLut lut, List<LibraryLut> held, Set<Long> unusable) {

    static CatalogEntry of(LibraryLut lut, List<Encoding> encodings, Set<Long> unusable) {
        return new CatalogEntry(lut, encodings.stream().map(lut::withEncoding).toList(), unusable);
    }

    /** The LUT as one model holds it; empty if it does not. */
    Optional<LibraryLut> heldBy(LibraryModel model) {
        // Asked of every LUT when a model becomes active: streams would be most of it.
        for (LibraryLut by : held) {
            if (encoding(by).model().key() == model.key()) {
                return Optional.of(by);
            }
        }
        return Optional.empty();
    }

    /** Whether the source is kept, and the model does not hold the LUT, or not as exactly as was promised. */
    boolean isLackedBy(LibraryModel model) {
        LibraryLut by = heldBy(model).orElse(null);
        return lut.hasSource() && !unusable.contains(model.key()) && (by == null || !isEnough(encoding(by)));
    }

    /** Bijective models promise nothing. */
    private boolean isEnough(Encoding encoding) {
        return encoding.model().network().bijective() || lut.accuracy().isNone() || keeps(encoding);
    }

    /**
     * The LUT as plain requests are answered: by the active model if that keeps what was promised, else from the source;
     * without one by the latest model that keeps the promise, and failing that by any.
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
                : lut.withWarning("model '%s' holds it, but not within %s: its source answers"
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
