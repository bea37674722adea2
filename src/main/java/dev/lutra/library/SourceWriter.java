package dev.lutra.library;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file into the database and compresses it part by part while it is read. If a writer is closed before it is
 * finished, it leaves nothing behind.
 */
public final class SourceWriter extends OutputStream {

    public static final int PART_BYTES = 1 << 18;

    /** The zstd level. Higher levels save few bytes and take much more time (docs/benchmarks.md). */
    private static final int LEVEL = 6;
    /** Readers of images read a few bytes at a time, and each call of the compressor is expensive. */
    private static final int BUFFER = 1 << 14;

    private final SourceTable table;
    private final Parts parts = new Parts();
    private final OutputStream file;
    private boolean finished;

    public SourceWriter(SourceTable table) throws IOException {
        this.table = table;
        file = new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(parts, LEVEL), BUFFER);
    }

    @Override
    public void write(int value) throws IOException {
        file.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        file.write(bytes, offset, count);
    }

    /**
     * Stores the last part.
     *
     * @return the source, which belongs to no LUT yet
     */
    public UUID finish() throws IOException {
        file.close();
        UUID source = parts.store();
        finished = true;
        return source;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            parts.abandoned = true;
            file.close();
            if (parts.source != null) {
                table.delete(parts.source);
            }
        }
    }

    private final class Parts extends OutputStream {

        private final byte[] part = new byte[PART_BYTES];
        private int length;
        private int stored;
        private boolean abandoned;
        private @Nullable UUID source;

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            int from = offset;
            while (from < offset + count && !abandoned) {
                int taken = Math.min(PART_BYTES - length, offset + count - from);
                System.arraycopy(bytes, from, part, length, taken);
                length += taken;
                from += taken;
                if (length == PART_BYTES) {
                    store();
                }
            }
        }

        private UUID store() {
            if (source == null) {
                source = table.insert();
            }
            if (length > 0) {
                table.insertPart(source, stored, Arrays.copyOf(part, length));
                stored++;
                length = 0;
            }
            return source;
        }
    }
}
