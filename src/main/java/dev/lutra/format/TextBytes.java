package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** The bytes of a text file, one at a time, within a limit and in a fixed amount of memory. */
final class TextBytes {

    /** The value after the last byte. */
    static final int END = -1;

    private final InputStream in;
    private final int maxBytes;
    private final Supplier<InvalidLutFile> notText;
    private final byte[] buffer = new byte[1 << 15];
    private int position;
    private int limit;
    private long total;

    /**
     * Starts before the first byte.
     *
     * @param maxBytes the largest number of bytes of the file
     * @param notText makes the exception for a byte that cannot be in a text
     */
    TextBytes(InputStream in, int maxBytes, Supplier<InvalidLutFile> notText) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.notText = notText;
    }

    /**
     * The next byte, 0…255, or {@link #END}.
     *
     * @throws InvalidLutFile if the byte is a control character, or if the file is too long
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

    /** Moves past the byte that {@link #peek} returned, which is not {@link #END}. */
    void advance() {
        position++;
    }

    /**
     * Appends the bytes before the next blank, line end or quotation mark to a word.
     *
     * @return false if the word becomes full before that
     */
    boolean readInto(TextWord word) throws IOException {
        do {
            int from = position;
            int to = from;
            while (to < limit && isOrdinary(buffer[to])) {
                to++;
            }
            position = to;
            if (!word.append(buffer, from, to)) {
                return false;
            }
        } while (position == limit && fill());
        return true;
    }

    /** Whether a byte is neither a control character or blank nor a quotation mark. */
    private static boolean isOrdinary(byte next) {
        return (next > ' ' || next < 0) && next != '"';
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
            throw tooLarge(maxBytes);
        }
        return limit > 0;
    }

    /** The exception for a file of too many bytes. */
    static InvalidLutFile tooLarge(int maxBytes) {
        return new InvalidLutFile("file-too-large", "the file has more than %d bytes".formatted(maxBytes));
    }
}
