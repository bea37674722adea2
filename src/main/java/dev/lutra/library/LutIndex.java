package dev.lutra.library;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pcollections.TreePMap;

/**
 * The LUTs of the library, by their keys, their slugs, and their indexes in each model. It never changes: the next one
 * shares what is not different.
 */
final class LutIndex {

    static final LutIndex EMPTY = new LutIndex(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

    /** In the order in which they came. */
    private final TreePMap<Long, CatalogEntry> byKey;

    private final TreePMap<String, CatalogEntry> bySlug;
    /** By the models' keys. */
    private final TreePMap<Long, ModelHoldings> byModel;

    private LutIndex(
            TreePMap<Long, CatalogEntry> byKey,
            TreePMap<String, CatalogEntry> bySlug,
            TreePMap<Long, ModelHoldings> byModel) {
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
        return byKey.values();
    }

    /** The LUTs that a model holds, by index. */
    Map<Integer, LibraryLut> heldBy(LibraryModel model) {
        return holdings(model).luts();
    }

    FidelitySummary fidelity(LibraryModel model) {
        return holdings(model).fidelity();
    }

    private ModelHoldings holdings(LibraryModel model) {
        return byModel.getOrDefault(model.key(), ModelHoldings.NONE);
    }

    /**
     * The index after a change.
     *
     * @param touched keys of LUTs that came, changed or went
     * @param now those of them that are there, as they are now
     */
    LutIndex with(Set<Long> touched, Collection<CatalogEntry> now) {
        LutIndex next = this;
        // All that was there goes before anything comes: one LUT may have taken the slug or the index of another.
        for (long key : touched) {
            next = next.minus(key);
        }
        for (CatalogEntry entry : now) {
            next = next.plus(entry);
        }
        return next;
    }

    private LutIndex minus(long key) {
        CatalogEntry entry = byKey.get(key);
        if (entry == null) {
            return this;
        }
        TreePMap<Long, ModelHoldings> holdings = byModel;
        for (LibraryLut lut : entry.held()) {
            LibraryModel model = model(lut);
            holdings = holdings.plus(model.key(), holdings(model).minus(lut));
        }
        return new LutIndex(byKey.minus(key), bySlug.minus(entry.lut().id()), holdings);
    }

    private LutIndex plus(CatalogEntry entry) {
        TreePMap<Long, ModelHoldings> holdings = byModel;
        for (LibraryLut lut : entry.held()) {
            LibraryModel model = model(lut);
            holdings = holdings.plus(model.key(), holdings(model).plus(lut));
        }
        LibraryLut lut = entry.lut();
        return new LutIndex(byKey.plus(lut.key(), entry), bySlug.plus(lut.id(), entry), holdings);
    }

    private static LibraryModel model(LibraryLut held) {
        return held.encoding().orElseThrow().model();
    }
}
