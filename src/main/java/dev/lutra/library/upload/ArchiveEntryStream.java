package dev.lutra.library.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** Unpacks an entry and checks its content against the length and the checksum in the directory of the archive. */
final class ArchiveEntryStream extends FilterInputStream {

    private final CRC32 crc = new CRC32();
    private final long expectedCrc;
    private long missing;

    ArchiveEntryStream(InputStream in, long length, long expectedCrc) {
        super(in);
        missing = length;
        this.expectedCrc = expectedCrc;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = unpack(bytes, offset, count);
        if (read > 0) {
            crc.update(bytes, offset, read);
            missing -= read;
        }
        if (missing < 0) {
            throw new Damaged("its content is longer than the archive says");
        }
        if (read < 0 && missing > 0) {
            throw new Damaged("its content is shorter than the archive says");
        }
        if (read < 0 && crc.getValue() != expectedCrc) {
            throw new Damaged("its checksum is wrong");
        }
        return read;
    }

    private int unpack(byte[] bytes, int offset, int count) throws Damaged {
        try {
            return super.read(bytes, offset, count);
        } catch (IOException | RuntimeException e) {
            // Decoders throw both kinds of exceptions for damaged data.
            var damaged = new Damaged("it cannot be unpacked");
            damaged.initCause(e);
            throw damaged;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** An entry is damaged. The other entries of its archive can still be read. */
    static final class Damaged extends IOException {

        Damaged(String detail) {
            super(detail);
        }
    }
}
