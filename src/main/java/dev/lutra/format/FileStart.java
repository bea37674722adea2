package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The name and the first bytes of a file, from which its format is told. */
public final class FileStart {

    /** The most bytes of a file that are looked at. */
    public static final int BYTES = 1 << 14;

    private final String name;
    private final byte[] bytes;
    private final String text;

    private FileStart(String name, byte[] bytes) {
        this.name = name.toLowerCase(Locale.ROOT);
        this.bytes = bytes;
        text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads the start of a file.
     *
     * @param name its name, or its path
     * @param in read at most {@link #BYTES} far, and reset to where it was
     * @throws IllegalArgumentException if the stream cannot be reset
     */
    public static FileStart of(String name, InputStream in) throws IOException {
        if (!in.markSupported()) {
            throw new IllegalArgumentException("the stream cannot be read twice");
        }
        in.mark(BYTES + 1);
        byte[] bytes = in.readNBytes(BYTES);
        in.reset();
        return new FileStart(name, bytes);
    }

    /** Whether the name ends in this extension, in upper or lower case. */
    boolean hasExtension(String extension) {
        return name.endsWith("." + extension);
    }

    /** The first bytes as Latin-1. */
    String text() {
        return text;
    }

    /** Whether the file has these bytes at an offset, one for each character. */
    boolean has(int offset, String latin1) {
        byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= offset + wanted.length
                && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
    }
}
