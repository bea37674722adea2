package dev.lutra.pair;

import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.util.Locale;

/** Two photographs from which no look can be made, or a model that cannot make one. */
public final class PairUnusable extends Problem {

    private PairUnusable(Status status, String code, String message) {
        super(status, code, message);
    }

    /** The photographs have different shapes: 422, {@code pair-framing}. */
    static PairUnusable framing(int width, int height, int otherWidth, int otherHeight) {
        return unusable(
                "pair-framing",
                ("The photographs have different shapes, about %d × %d before and %d × %d after. They must show the same framing;"
                                + " export the edit without a crop.")
                        .formatted(width, height, otherWidth, otherHeight));
    }

    /** A photograph is too small: 422, {@code pair-too-small}. */
    static PairUnusable tooSmall(int leastPixels) {
        return unusable(
                "pair-too-small", "Both photographs need at least %d pixels along each side.".formatted(leastPixels));
    }

    /** The colours before do not tell those after: 422, {@code pair-unrelated}. */
    static PairUnusable unrelated(double deltaE, double unexplained) {
        return unusable(
                "pair-unrelated",
                String.format(
                        Locale.ROOT,
                        "The second photograph is no edit of the colours of the first one: the best look misses it by a mean"
                                + " ΔE76 of %.1f and leaves %.0f %% of its variation unexplained. The framing differs, or"
                                + " the edit is local.",
                        deltaE,
                        100 * unexplained));
    }

    /** No model can fit a look: 409, {@code pair-no-model}. */
    static PairUnusable noModel() {
        return new PairUnusable(
                Status.CONFLICT,
                "pair-no-model",
                "No model is active whose network knows which looks are likely. Activate a model of format 2 that is not"
                        + " bijective.");
    }

    private static PairUnusable unusable(String code, String message) {
        return new PairUnusable(Status.UNACCEPTABLE, code, message);
    }
}
