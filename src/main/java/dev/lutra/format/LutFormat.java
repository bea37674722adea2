package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** A file format for LUTs. */
public interface LutFormat {

    /** What the format is called in requests and answers: {@code cube} or {@code png}. */
    String name();

    /** The file name extension, without the dot. */
    String extension();

    String mediaType();

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
}
