package dev.lutra.library;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pcollections.TreePMap;

/**
 * An immutable index of the LUTs of the library by key, by slug, and by position in each model. A new index shares the
 * unchanged parts of the old one.
 */
final class LutIndex {

    static final LutIndex EMPTY = new LutIndex(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

    /** The entries, oldest first. */
    private final TreePMap<Long, CatalogEntry> byKey;

    private final TreePMap<String, CatalogEntry> bySlug;
    /** The LUTs of each model, by the key of the model. */
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

    /** The entries, oldest first. */
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
     * @param touched the keys of the LUTs that were added, changed or deleted
     * @param now the current entries of those that still exist
     */
    LutIndex with(Set<Long> touched, Collection<CatalogEntry> now) {
        LutIndex next = this;
        // The old entries are removed before new ones are added, because one LUT may have taken the slug or the index
        // of another.
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
