package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * A file format for LUTs, which reads files and writes them. All formats are listed in {@link LutFormats}.
 *
 * <p>A class that implements this is all that a new format takes. It holds no state, and its Javadoc, or that of its
 * reader, gives the grammar.
 */
public interface LutFormat {

    /** What the format is called in requests, answers and meters, such as {@code cube}. */
    String name();

    /** The file name extension, without the dot. */
    String extension();

    /** The media type, without parameters. */
    String mediaType();

    /** Whether its files are text. Text is written in UTF-8, and is worth compressing. */
    boolean isText();

    /** Whether a file of this name claims to be in this format. */
    default boolean recognises(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith("." + extension());
    }

    /**
     * Reads a LUT. The stream is read to the end unless the file is refused, and not closed.
     *
     * @throws InvalidLutFile if the file is not a LUT of this format or exceeds the limits
     * @throws IOException if the stream cannot be read
     */
    LutFile read(InputStream in, FormatLimits limits) throws IOException;

    /**
     * Decides how a file that is to be written holds the LUT.
     *
     * @param options what is asked for; options that this format does not have are ignored
     * @throws InvalidOptions if an option is out of range or contradicts another; all such options are named
     */
    LutLayout layout(WriteOptions options, WriteLimits limits);

    /**
     * The layout of a lattice of so many points along one edge, for sizes that nobody asked for, such as a source's own.
     *
     * @throws InvalidOptions if the format cannot hold it
     */
    default LutLayout layoutOfSize(int res) {
        return layout(WriteOptions.ofSize(res), WriteLimits.NONE);
    }
}
