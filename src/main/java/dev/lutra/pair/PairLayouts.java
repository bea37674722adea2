package dev.lutra.pair;

import dev.lutra.format.InvalidOptions;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteLimits;
import dev.lutra.format.WriteOptions;
import dev.lutra.problem.FieldFault;
import java.util.List;
import java.util.stream.Collectors;

/** The files in which a look from a pair can be had. */
public final class PairLayouts {

    /** More points than these would show nothing of a pair. Files of this size fit in memory. */
    private static final WriteLimits LIMITS = new WriteLimits(65, 8);

    private PairLayouts() {}

    /**
     * Makes the requested layout.
     *
     * @throws dev.lutra.problem.Problem 422, {@code invalid-parameters}, if no format of this name is written or an
     *     option is out of range
     */
    public static LutLayout of(String format, WriteOptions options) {
        LutFormat known = LutFormats.byName(format)
                .filter(LutFormat::isWritten)
                .orElseThrow(() -> new InvalidPairOptions(
                        List.of(new FieldFault("format", "out-of-range", "must be one of " + written()))));
        try {
            return known.layout(options, LIMITS);
        } catch (InvalidOptions e) {
            throw new InvalidPairOptions(e.faults());
        }
    }

    private static String written() {
        return LutFormats.all().stream()
                .filter(LutFormat::isWritten)
                .map(LutFormat::name)
                .collect(Collectors.joining(", "));
    }
}
