package dev.lutra.delivery;

import dev.lutra.compute.ComputePool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive that is written to a client. What must be compressed is compressed by threads of a pool; the thread of
 * the caller writes it out, so that a slow reader occupies no computing thread.
 */
final class ArchiveFile implements AutoCloseable {

    /** The bytes before and after the deflated data of a gzip file without a name (RFC 1952, 2.3). */
    private static final int GZIP_HEADER = 10;

    private static final int GZIP_TRAILER = 8;

    private final ComputePool pool;
    private final Delivery.Target target;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(waiting);
    private @Nullable OutputStream out;
    private boolean open;

    /** @param target opened for the first bytes */
    ArchiveFile(ComputePool pool, Delivery.Target target) {
        this.pool = pool;
        this.target = target;
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Adds a text. */
    void add(String path, Instant time, String text) throws IOException {
        open(path, time).write(text.getBytes(StandardCharsets.UTF_8));
        closeEntry();
    }

    /** Adds a file that is compressed already: a gzip file becomes an entry without its header and trailer. */
    void addGzip(String path, Instant time, byte[] gzip) throws IOException {
        ByteBuffer trailer = ByteBuffer.wrap(gzip).order(ByteOrder.LITTLE_ENDIAN);
        int deflated = gzip.length - GZIP_HEADER - GZIP_TRAILER;
        ZipArchiveEntry entry = entry(path, time);
        entry.setCrc(Integer.toUnsignedLong(trailer.getInt(GZIP_HEADER + deflated)));
        entry.setSize(Integer.toUnsignedLong(trailer.getInt(GZIP_HEADER + deflated + Integer.BYTES)));
        entry.setCompressedSize(deflated);
        zip.addRawArchiveEntry(entry, new ByteArrayInputStream(gzip, GZIP_HEADER, deflated));
        writeOut();
    }

    /** Begins a file of unknown length. */
    OutputStream open(String path, Instant time) throws IOException {
        zip.putArchiveEntry(entry(path, time));
        open = true;
        return new OutputStream() {

            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                pool.call(() -> {
                    zip.write(bytes, offset, length);
                    return length;
                });
                writeOut();
            }
        };
    }

    /** Ends the file that was begun. */
    void closeEntry() throws IOException {
        open = false;
        zip.closeArchiveEntry();
        writeOut();
    }

    /** Completes the archive. */
    void finish() throws IOException {
        zip.finish();
        writeOut();
    }

    /** Releases the compressor. An archive that was not finished stays incomplete. */
    @Override
    public void close() throws IOException {
        if (open) {
            zip.closeArchiveEntry();
        }
        zip.close();
    }

    /** Noon of a day is the same time in the archive, whatever the time zone of this machine. */
    private static ZipArchiveEntry entry(String path, Instant time) {
        var entry = new ZipArchiveEntry(path);
        entry.setMethod(ZipArchiveEntry.DEFLATED);
        entry.setTimeLocal(time.atOffset(ZoneOffset.UTC).toLocalDate().atTime(LocalTime.NOON));
        return entry;
    }

    private void writeOut() throws IOException {
        if (out == null) {
            out = target.open();
        }
        waiting.writeTo(Objects.requireNonNull(out));
        waiting.reset();
    }
}
