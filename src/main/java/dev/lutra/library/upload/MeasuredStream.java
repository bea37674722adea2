package dev.lutra.library.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.util.unit.DataSize;

/** Copies the bytes that are read, computes their length and digest, and fails if there are too many. */
final class MeasuredStream extends FilterInputStream {

    private final long limit;
    private final OutputStream copy;
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private long length;

    MeasuredStream(InputStream in, DataSize limit, OutputStream copy) {
        super(in);
        this.limit = limit.toBytes();
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        if (read > 0) {
            digest.update(bytes, offset, read);
            length += read;
            if (length > limit) {
                throw new TooLong();
            }
            copy.write(bytes, offset, read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // The caller that opened the underlying stream closes it.
    }

    void readToEnd() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    long length() {
        return length;
    }

    /** The SHA-256 of all bytes that were read, lower-case hexadecimal. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The stream exceeds the limit. */
    static final class TooLong extends RuntimeException {}
}
