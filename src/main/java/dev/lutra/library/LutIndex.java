package dev.lutra.library;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The LUTs of the library, by their keys, their slugs, and their indexes in each model. It never changes: the next one
 * shares the entries, and the maps in which nothing is different.
 */
final class LutIndex {

    static final LutIndex EMPTY = new LutIndex(new TreeMap<>(), new TreeMap<>(), Map.of());

    /** In the order in which they came. */
    private final SortedMap<Long, CatalogEntry> byKey;

    private final SortedMap<String, CatalogEntry> bySlug;
    /** By the models' keys. */
    private final Map<Long, ModelHoldings> byModel;

    private LutIndex(
            SortedMap<Long, CatalogEntry> byKey,
            SortedMap<String, CatalogEntry> bySlug,
            Map<Long, ModelHoldings> byModel) {
        this.byKey = byKey;
        this.bySlug = bySlug;
        this.byModel = byModel;
    }

    Optional<CatalogEntry> find(long key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Optional<CatalogEntry> find(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    /** In the order in which they came. */
    Collection<CatalogEntry> entries() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    /** The LUTs that a model holds, by index. */
    Map<Integer, LibraryLut> heldBy(LibraryModel model) {
        ModelHoldings held = byModel.get(model.key());
        return held == null ? Map.of() : held.luts();
    }

    FidelitySummary fidelity(LibraryModel model) {
        ModelHoldings held = byModel.get(model.key());
        return held == null ? FidelitySummary.NONE : held.fidelity();
    }

    /**
     * The index after a change.
     *
     * @param touched keys of LUTs that came, changed or went
     * @param now those of them that are there, as they are now
     */
    LutIndex with(Set<Long> touched, Collection<CatalogEntry> now) {
        return touched.isEmpty() ? this : new Change(this).replace(touched, now);
    }

    /** Copies of the maps, to be changed: of a model's where it holds something else than before. */
    private static final class Change {

        private final SortedMap<Long, CatalogEntry> byKey;
        private final SortedMap<String, CatalogEntry> bySlug;
        private final Map<Long, ModelHoldings> byModel;
        private final Map<Long, ModelHoldings> copied = new LinkedHashMap<>();

        Change(LutIndex before) {
            byKey = new TreeMap<>(before.byKey);
            bySlug = new TreeMap<>(before.bySlug);
            byModel = new LinkedHashMap<>(before.byModel);
        }

        /** All that was there goes before anything comes: one LUT may have taken the slug of another. */
        LutIndex replace(Set<Long> touched, Collection<CatalogEntry> now) {
            touched.forEach(this::remove);
            now.forEach(this::add);
            return new LutIndex(byKey, bySlug, byModel);
        }

        private void remove(long key) {
            CatalogEntry entry = byKey.remove(key);
            if (entry != null) {
                bySlug.remove(entry.lut().id());
                entry.held().forEach(lut -> holdings(lut).remove(lut));
            }
        }

        private void add(CatalogEntry entry) {
            byKey.put(entry.lut().key(), entry);
            bySlug.put(entry.lut().id(), entry);
            entry.held().forEach(lut -> holdings(lut).add(lut));
        }

        private ModelHoldings holdings(LibraryLut lut) {
            long model = lut.encoding().orElseThrow().model().key();
            return copied.computeIfAbsent(model, key -> {
                ModelHoldings copy = ModelHoldings.copyOf(byModel.get(key));
                byModel.put(key, copy);
                return copy;
            });
        }
    }
}
