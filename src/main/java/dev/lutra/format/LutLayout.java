package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The layout of a LUT in a file: a format with all options chosen.
 *
 * <p>Layouts are records. Equal layouts write the same bytes for the same LUT. The text of a layout contains all of its
 * components, because ETags are made from it.
 */
public interface LutLayout {

    LutFormat format();

    /** Points along one edge of the lattice. */
    int size();

    /** The approximate number of bytes of the file, never much too low. */
    long estimatedBytes();

    /** Whether the file stores the inputs that its lattice spans. If not, these are 0…1. */
    boolean holdsDomain();

    /** Whether the file stores curves before its lattice. */
    default boolean holdsShaper() {
        return false;
    }

    /** Whether the file holds the values that it is given, rounded at most. If not, it holds others near them. */
    default boolean keepsValues() {
        return true;
    }

    /**
     * Names a file.
     *
     * @param name the name of the LUT
     * @return the name, with a part that distinguishes the layouts of a LUT, and the extension
     */
    String fileName(String name);

    /**
     * Starts a file.
     *
     * @param out stays open
     * @param header what the file says of the lattice
     * @return accepts {@code size³} points, and completes the file when it is closed
     */
    LatticeWriter begin(OutputStream out, LutHeader header) throws IOException;
}
