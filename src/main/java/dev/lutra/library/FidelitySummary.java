package dev.lutra.library;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How close a model comes to the LUTs that it holds.
 *
 * @param luts how many of them were measured
 * @param mean over these; null if there are none
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
