package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

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
     * @param title the title for people, for formats that have one
     * @param domain the inputs that the lattice spans, for formats that store it
     * @return accepts {@code size³} points, and completes the file when it is closed
     */
    LatticeWriter begin(OutputStream out, @Nullable String title, RgbBox domain) throws IOException;
}
