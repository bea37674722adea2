package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How a file that is written holds a LUT: a format with all its options chosen.
 *
 * <p>Layouts are records: equal ones write the same bytes of the same LUT, and the text of one tells all that it
 * consists of. ETags are made of that text.
 */
public interface LutLayout {

    LutFormat format();

    /** Points along one edge of the lattice. */
    int size();

    /** About how many bytes the file will have, never much too low. */
    long estimatedBytes();

    /**
     * Names a file.
     *
     * @param name of the LUT
     * @return the name with what tells layouts of a LUT apart, and the extension
     */
    String fileName(String name);

    /**
     * Begins a file.
     *
     * @param out is left open
     * @param title shown to people, in formats that have room for one
     * @param domain the inputs that the lattice spans, in formats that have room for it
     * @return takes {@code size³} points, and ends the file when it is closed
     */
    LatticeWriter begin(OutputStream out, @Nullable String title, RgbBox domain) throws IOException;
}
