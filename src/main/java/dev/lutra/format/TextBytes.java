package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** The bytes of a text file, one at a time, within a limit and in a fixed amount of memory. */
final class TextBytes {

    /** What comes after the last byte. */
    static final int END = -1;

    private final InputStream in;
    private final int maxBytes;
    private final Supplier<InvalidLutFile> notText;
    private final byte[] buffer = new byte[1 << 15];
    private int position;
    private int limit;
    private long total;

    /**
     * Begins before the first byte.
     *
     * @param maxBytes as many as the file may have
     * @param notText makes what is thrown at a byte that no text has
     */
    TextBytes(InputStream in, int maxBytes, Supplier<InvalidLutFile> notText) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.notText = notText;
    }

    /**
     * The next byte, 0…255, or {@link #END}.
     *
     * @throws InvalidLutFile if that is a control character, or the file is too long
     */
    int peek() throws IOException {
        if (position == limit && !fill()) {
            return END;
        }
        int next = buffer[position] & 0xFF;
        if (next < ' ' && !isBlank(next) && !isLineEnd(next)) {
            throw notText.get();
        }
        return next;
    }

    /** Steps over the byte that {@link #peek} gave, which is not {@link #END}. */
    void advance() {
        position++;
    }

    static boolean isBlank(int next) {
        return next == ' ' || next == '\t' || next == '\f' || next == 0x0B;
    }

    static boolean isLineEnd(int next) {
        return next == '\n' || next == '\r' || next == END;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer);
        position = 0;
        limit = Math.max(count, 0);
        total += limit;
        if (total > maxBytes) {
            throw new InvalidLutFile("file-too-large", "the file has more than %d bytes".formatted(maxBytes));
        }
        return limit > 0;
    }
}
