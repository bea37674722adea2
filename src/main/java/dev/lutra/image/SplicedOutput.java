package dev.lutra.image;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Inserts bytes into a file at a given place while it is written. */
final class SplicedOutput extends FilterOutputStream {

    private final byte[] inserted;
    private int before;

    /**
     * Creates the stream.
     *
     * @param at the number of bytes before the inserted ones
     */
    SplicedOutput(OutputStream out, int at, byte[] inserted) {
        super(out);
        before = at;
        this.inserted = inserted;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int first = Math.min(before, length);
        out.write(bytes, offset, first);
        before -= first;
        if (before == 0 && length > 0) {
            before = Integer.MAX_VALUE;
            out.write(inserted);
        }
        out.write(bytes, offset + first, length - first);
    }
}
