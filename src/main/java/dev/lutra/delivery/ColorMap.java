package dev.lutra.delivery;

import dev.lutra.color.Fidelity;
import dev.lutra.library.Encoding;
import dev.lutra.library.LibraryLut;
import org.jspecify.annotations.Nullable;

/** The colour map that a file is to hold. */
public sealed interface ColorMap permits ColorMap.Single, Blend, Inverse {

    /** What a file of it is called, without size and extension. */
    String name();

    /** Shown to people. */
    String title();

    /** Equal for as long as its values are. */
    String fingerprint();

    /** Whether a network is evaluated for it: devices may differ in the last bit. */
    boolean isDecoded();

    /** ΔE76 of what is delivered against the source, over the gamut; null where it was not measured. */
    default Fidelity.@Nullable Statistics deltaE76() {
        return null;
    }

    /**
     * A LUT as it is.
     *
     * @param from what was asked for by name to answer, {@code source}, {@code network} or a model's id; null if nothing
     *     was
     */
    record Single(LibraryLut lut, @Nullable String from) implements ColorMap {

        /** The bare network. */
        public static final String NETWORK = "network";

        private static final Fidelity.Statistics EXACT = new Fidelity.Statistics(0, 0, 0, 0);

        /** As plain requests are answered. */
        public Single(LibraryLut lut) {
            this(lut, null);
        }

        @Override
        public String name() {
            return from == null ? lut.id() : lut.id() + "-from-" + from;
        }

        /** Does not name the model: the active model gives the same file whether or not it is asked for by name. */
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
