package dev.lutra.library;

/** In what form the source of a LUT is kept. */
public enum KeptSource {
    /** It is not. */
    NONE,
    /** As older versions kept it: what was read from the file, value by value. */
    LATTICE,
    /** Byte by byte. */
    FILE
}
