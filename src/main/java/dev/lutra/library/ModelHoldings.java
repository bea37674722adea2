package dev.lutra.library;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** The LUTs that a model holds, immutable. A new value shares the unchanged parts of the old one. */
final class ModelHoldings {

    static final ModelHoldings NONE = new ModelHoldings(TreePMap.empty());

    /** The LUTs by index. */
    private final TreePMap<Integer, LibraryLut> luts;
    /** Computed on first use: it takes all LUTs, and batches of LUTs arrive more often than it is read. */
    private volatile @Nullable FidelitySummary fidelity;

    private ModelHoldings(TreePMap<Integer, LibraryLut> luts) {
        this.luts = luts;
    }

    ModelHoldings plus(LibraryLut lut) {
        return new ModelHoldings(luts.plus(index(lut), lut));
    }

    ModelHoldings minus(LibraryLut lut) {
        return new ModelHoldings(luts.minus(index(lut)));
    }

    /** The LUTs by index, in ascending order. */
    Map<Integer, LibraryLut> luts() {
        return luts;
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
