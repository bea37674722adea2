package dev.lutra.library;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.lutra.network.ModelLut;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A stream of an uploaded file. It checks the length and the digest, and reports an error before it returns the last
 * bytes. Between reads it holds no database connection and no more than one part of the file.
 */
public final class StoredFile extends FilterInputStream {

    private final SourceTable table;
    private final UUID source;
    private final String lut;
    private final String sha256;
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private long missing;

    /**
     * Opens a stored file.
     *
     * @param lut the slug of the LUT, for error messages
     * @param file the known length and digest of the file
     */
    public StoredFile(SourceTable table, UUID source, String lut, ModelLut.Source file) throws IOException {
        super(new ZstdInputStreamNoFinalizer(new Parts(table, source)));
        this.table = table;
        this.source = source;
        this.lut = lut;
        sha256 = file.sha256();
        missing = file.bytes();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads the next bytes.
     *
     * @throws SourceDamaged if the stored file differs from the uploaded one
     * @throws SourceNotKept if the source was deleted in the meantime
     */
    @Override
    public int read(byte[] bytes, int offset, int count) {
        if (missing == 0) {
            return -1;
        }
        try {
            int read = in.read(bytes, offset, (int) Math.min(count, missing));
            if (read < 0) {
                throw new IOException("the stored file is too short");
            }
            digest.update(bytes, offset, read);
            missing -= read;
            if (missing == 0) {
                checkEnd();
            }
            return read;
        } catch (IOException e) {
            throw table.isThere(source) ? SourceDamaged.of(lut, e) : new SourceNotKept(lut);
        }
    }

    /** Reads to the end. The digest is checked only there. */
    public void readToEnd() {
        byte[] rest = new byte[1 << 14];
        while (read(rest, 0, rest.length) >= 0) {
            // The read itself checks the bytes.
        }
    }

    @Override
    public long skip(long count) {
        throw new UnsupportedOperationException("the digest needs all bytes, so none can be skipped");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void checkEnd() throws IOException {
        if (in.read() >= 0) {
            throw new IOException("the stored file is too long");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new IOException("the stored file has another digest");
        }
    }

    /** The parts of the file, one after another. */
    private static final class Parts extends InputStream {

        private final SourceTable table;
        private final UUID source;
        private byte[] part = {};
        private int at;
        private int next;

        Parts(SourceTable table, UUID source) {
            this.table = table;
            this.source = source;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : part[at++] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (isAtEnd()) {
                return -1;
            }
            int read = Math.min(count, part.length - at);
            System.arraycopy(part, at, bytes, offset, read);
            at += read;
            return read;
        }

        private boolean isAtEnd() {
            if (at == part.length) {
                part = table.part(source, next).orElse(new byte[0]);
                next++;
                at = 0;
            }
            return part.length == 0;
        }
    }
}
