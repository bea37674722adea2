package dev.lutra.library;

/** The form in which the library keeps the source of a LUT. */
public enum KeptSource {
    /** The library does not keep the source. */
    NONE,
    /** The library keeps the values that were read from the file, as older versions stored them. */
    LATTICE,
    /** The library keeps the file byte for byte. */
    FILE
}
