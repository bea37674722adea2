package dev.lutra.library.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Limits how much of a zip archive is read while it is opened, because the reader holds the whole directory of the
 * archive in memory.
 */
final class DirectoryChannel implements SeekableByteChannel {

    /** An entry takes 46 bytes, its name, and the extra fields of tools: usually about 200 bytes. */
    private static final long BYTES_PER_ENTRY = 512;

    /** Bytes for the search for the directory, from the end of the file back through the longest comment. */
    private static final long SEARCH = 1 << 20;

    private final SeekableByteChannel file;
    private long left;

    DirectoryChannel(SeekableByteChannel file, int entries) {
        this.file = file;
        left = SEARCH + BYTES_PER_ENTRY * entries;
    }

    /** Lifts the limit, because the reader now reads entries and not the directory. */
    void endOfDirectory() {
        left = Long.MAX_VALUE;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = file.read(target);
        left -= Math.max(0, count);
        if (left < 0) {
            throw new TooLong();
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return file.write(source);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        // The caller that opened the file closes it.
    }

    /** The directory exceeds its limit. */
    static final class TooLong extends RuntimeException {}
}
