package dev.lutra.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Suggests a known name for an unknown one. */
final class UnknownName {

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
    private static final double NEAR = 0.75;

    private UnknownName() {}

    /** Names the most similar known name, or all known names if none is similar. */
    static String explain(String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "unknown; there are none";
        }
        String nearest = known.stream()
                .sorted()
                .max(Comparator.comparingDouble(other -> SIMILARITY.apply(name, other)))
                .orElseThrow();
        return SIMILARITY.apply(name, nearest) >= NEAR
                ? "unknown; did you mean '%s'?".formatted(nearest)
                : known.stream().sorted().collect(Collectors.joining("', '", "unknown; the known names are '", "'"));
    }
}
