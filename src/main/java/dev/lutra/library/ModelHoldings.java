package dev.lutra.library;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a model holds, by the LUTs' indexes. It never changes once it is shown. */
final class ModelHoldings {

    private final SortedMap<Integer, LibraryLut> luts;
    /** Made when it is first asked for: it takes all LUTs, and batches of them come faster than it is looked at. */
    private volatile @Nullable FidelitySummary fidelity;

    private ModelHoldings(SortedMap<Integer, LibraryLut> luts) {
        this.luts = luts;
    }

    /**
     * Holdings to be changed before they are shown.
     *
     * @param before what they are to be changed from; null for nothing
     */
    static ModelHoldings copyOf(@Nullable ModelHoldings before) {
        return new ModelHoldings(before == null ? new TreeMap<>() : new TreeMap<>(before.luts));
    }

    void add(LibraryLut lut) {
        luts.put(index(lut), lut);
    }

    void remove(LibraryLut lut) {
        luts.remove(index(lut));
    }

    SortedMap<Integer, LibraryLut> luts() {
        return Collections.unmodifiableSortedMap(luts);
    }

    FidelitySummary fidelity() {
        FidelitySummary known = fidelity;
        if (known == null) {
            known = FidelitySummary.of(luts.values());
            fidelity = known;
        }
        return known;
    }

    private static int index(LibraryLut lut) {
        return lut.encoding().orElseThrow().index();
    }
}
