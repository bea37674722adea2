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
 * A file as it was uploaded, held to its length and digest: what is wrong is found out before the last bytes are given.
 * No connection to the database is kept between reads, and no more than a part of the file.
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
     * @param lut slug, for those who are told that the file is damaged
     * @param file what is known of it
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
     * Reads on.
     *
     * @throws SourceDamaged if it is not what was uploaded
     * @throws SourceNotKept if it was let go meanwhile
     */
    @Override
    public int read(byte[] bytes, int offset, int count) {
        if (missing == 0) {
            return -1;
        }
        try {
            int read = in.read(bytes, offset, (int) Math.min(count, missing));
            if (read < 0) {
                throw new IOException("it ends early");
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

    /** Only if it was read to its end has it been compared with its digest. */
    public void readToEnd() {
        byte[] rest = new byte[1 << 14];
        while (read(rest, 0, rest.length) >= 0) {
            // Until there is no more.
        }
    }

    @Override
    public long skip(long count) {
        throw new UnsupportedOperationException("what is skipped cannot be held to a digest");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void checkEnd() throws IOException {
        if (in.read() >= 0) {
            throw new IOException("it is longer than it was");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new IOException("its digest is another one");
        }
    }

    /** The parts, one behind the other. */
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
