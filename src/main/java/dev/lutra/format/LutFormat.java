package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/**
 * A file format for LUTs, which reads and writes files. {@link LutFormats} lists all formats.
 *
 * <p>A new format needs only a class that implements this interface. The class has no state, and its Javadoc, or that
 * of its reader, gives the grammar.
 */
public interface LutFormat {

    /** The name of the format in requests, answers and meters, such as {@code cube}. */
    String name();

    /** The file name extension, without the dot. */
    String extension();

    /** The media type, without parameters. */
    String mediaType();

    /** Whether its files are text. Text is encoded in UTF-8, and is compressed for delivery. */
    boolean isText();

    /** The extensions of its files, without the dot and in lower case: {@link #extension} and those read besides. */
    default List<String> extensions() {
        return List.of(extension());
    }

    /** Whether a file of this name has an extension of this format. */
    default boolean recognises(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return extensions().stream().anyMatch(extension -> name.endsWith("." + extension));
    }

    /**
     * Whether the start of a file shows that it has this format. A format without a mark of its own answers false, and
     * its files are known by their names.
     */
    boolean recognises(FileStart start);

    /** Whether files of this format are written too. If not, {@link #layout} is not called. */
    default boolean isWritten() {
        return true;
    }

    /**
     * Reads a LUT. It reads the stream to the end unless it rejects the file, and does not close it.
     *
     * @throws InvalidLutFile if the file is not a LUT of this format or exceeds the limits
     * @throws IOException if the stream cannot be read
     */
    LutFile read(InputStream in, FormatLimits limits) throws IOException;

    /**
     * Chooses the layout of a file to write.
     *
     * @param options the requested options; one that this format does not have is a fault
     * @throws InvalidOptions if options are out of range or contradict each other; it names all of them
     */
    LutLayout layout(WriteOptions options, WriteLimits limits);

    /**
     * The layout of a lattice with a number of points along one edge, for sizes that no request names, such as that of
     * a source.
     *
     * @throws InvalidOptions if the format does not support the size
     */
    default LutLayout layoutOfSize(int res) {
        return layout(WriteOptions.ofSize(res), WriteLimits.NONE);
    }
}
