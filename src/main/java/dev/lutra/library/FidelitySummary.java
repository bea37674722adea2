package dev.lutra.library;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean error of a model over its LUTs.
 *
 * @param luts the number of LUTs whose error was measured
 * @param mean the mean over these LUTs; null if there are none
 */
public record FidelitySummary(int luts, @Nullable Fidelity mean) {

    static final FidelitySummary NONE = new FidelitySummary(0, null);

    static FidelitySummary of(Collection<LibraryLut> held) {
        List<Fidelity> known = held.stream()
                .flatMap(lut -> lut.encoding().stream())
                .map(Encoding::fidelity)
                .filter(Fidelity::isKnown)
                .toList();
        return known.isEmpty() ? NONE : new FidelitySummary(known.size(), FidelityMeter.average(known));
    }
}
