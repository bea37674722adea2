package dev.lutra.delivery;

import dev.lutra.color.Fidelity;
import dev.lutra.library.Encoding;
import dev.lutra.library.LibraryLut;
import org.jspecify.annotations.Nullable;

/** The colour map in a file. */
public sealed interface ColorMap permits ColorMap.Single, Blend, Inverse, TokenLook {

    /** The name of its file, without size and extension. */
    String name();

    /** The title for people. */
    String title();

    /** A text that stays equal as long as the values stay equal. */
    String fingerprint();

    /** Whether a network computes the values. Devices may then differ in the last bit. */
    boolean isDecoded();

    /** ΔE76 of the delivered values against the source, over the gamut; null if it was not measured. */
    default Fidelity.@Nullable Statistics deltaE76() {
        return null;
    }

    /**
     * A single LUT.
     *
     * @param from the requested origin of the answer, {@code source}, {@code network} or the id of a model; null if the
     *     request names none
     */
    record Single(LibraryLut lut, @Nullable String from) implements ColorMap {

        /** The network without the detail. */
        public static final String NETWORK = "network";

        private static final Fidelity.Statistics EXACT = new Fidelity.Statistics(0, 0, 0, 0);

        /** The LUT as it answers a request without parameters. */
        public Single(LibraryLut lut) {
            this(lut, null);
        }

        @Override
        public String name() {
            return from == null ? lut.id() : lut.id() + "-from-" + from;
        }

        /**
         * The title does not contain the model, because the file of the active model does not depend on whether the
         * request names it.
         */
        @Override
        public String title() {
            if (from != null && lut.encoding().isEmpty()) {
                return lut.title() + ", from source";
            }
            return NETWORK.equals(from) ? lut.title() + ", from network" : lut.title();
        }

        @Override
        public Fidelity.@Nullable Statistics deltaE76() {
            Encoding held = lut.held();
            if (held == null) {
                return EXACT;
            }
            return held.fidelity().isKnown() ? held.fidelity().deltaE76().rounded() : null;
        }

        /** Whether its values at the points of the source are those of the source. */
        boolean isExact() {
            Encoding held = lut.held();
            return held == null || held.accuracy().isLossless();
        }

        @Override
        public String fingerprint() {
            return lut.fingerprint();
        }

        @Override
        public boolean isDecoded() {
            return lut.encoding().isPresent();
        }
    }
}
