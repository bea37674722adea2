package dev.lutra.delivery;

import dev.lutra.library.LibraryLut;
import org.jspecify.annotations.Nullable;

/** The colour map that a file is to hold. */
public sealed interface Subject permits Subject.Single, Blend, Inverse {

    /** What a file of it is called, without size and extension. */
    String name();

    /** Shown to people. */
    String title();

    /** Equal for as long as its values are. */
    String fingerprint();

    /** Whether a network is evaluated for it: devices may differ in the last bit. */
    boolean isDecoded();

    /**
     * A LUT as it is.
     *
     * @param from what was asked to answer in place of what answers plain requests, {@code source} or a model's id; null if
     *     nothing was
     */
    record Single(LibraryLut lut, @Nullable String from) implements Subject {

        /** As plain requests are answered. */
        public Single(LibraryLut lut) {
            this(lut, null);
        }

        @Override
        public String name() {
            return from == null ? lut.id() : lut.id() + "-from-" + from;
        }

        @Override
        public String title() {
            return from == null ? lut.title() : lut.title() + ", from " + from;
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
