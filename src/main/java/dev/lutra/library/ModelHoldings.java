package dev.lutra.library;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** What a model holds. It never changes: the next one shares what is not different. */
final class ModelHoldings {

    static final ModelHoldings NONE = new ModelHoldings(TreePMap.empty());

    /** By their indexes. */
    private final TreePMap<Integer, LibraryLut> luts;
    /** Made when it is first asked for: it takes all LUTs, and batches of them come faster than it is looked at. */
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

    /** By their indexes, in order. */
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
