package dev.lutra.delivery;

import dev.lutra.library.LibraryLut;

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

    /** A LUT as it is. */
    record Single(LibraryLut lut) implements Subject {

        @Override
        public String name() {
            return lut.id();
        }

        @Override
        public String title() {
            return lut.title();
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
