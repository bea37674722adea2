package dev.lutra.library;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Reads a zip archive as it comes in, within bounds. No file of it is written anywhere: its paths are names only. */
final class LutArchive {

    /** Shorter entries may shrink as they like. */
    private static final long RATIO_FREE = 1 << 20;

    private final String name;
    private final UploadSettings bounds;
    private long unpacked;

    LutArchive(String name, UploadSettings bounds) {
        this.name = name;
        this.bounds = bounds;
    }

    /** Takes one file of an archive; need not read all of it. */
    interface Visitor {

        void visit(String path, InputStream content) throws IOException;
    }

    /**
     * Visits the files in their order. Folders and what systems hide in archives are passed over.
     *
     * @throws RefusedUpload if it is no archive, or goes beyond the bounds
     */
    void read(InputStream in, Visitor visitor) throws IOException {
        int entries = 0;
        // Names without the flag for UTF-8 may be in anything: see path().
        try (var zip = new Zip(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > bounds.maxEntries()) {
                    throw refused("zip-entries", "it has more than %d entries".formatted(bounds.maxEntries()));
                }
                String path = path(entry.getName());
                var content = new Bounded(zip);
                if (!entry.isDirectory() && !isHidden(path)) {
                    visitor.visit(path, content);
                }
                content.transferTo(OutputStream.nullOutputStream());
            }
        } catch (ZipException | EOFException e) {
            throw refused("invalid-zip", "the archive is damaged or of a kind that is not read: " + e.getMessage());
        }
        if (entries == 0) {
            throw refused("invalid-zip", "this is no zip archive, or an empty one");
        }
    }

    /** A path that leads out of the archive is a sign of ill will, though it would lead nowhere here. */
    static boolean leadsOut(String path) {
        return path.startsWith("/")
                || path.contains("\\")
                || Arrays.asList(path.split("/")).contains("..");
    }

    private static boolean isHidden(String path) {
        return path.startsWith("__MACOSX/")
                || path.substring(path.lastIndexOf('/') + 1).startsWith(".");
    }

    /** Names that were not marked as UTF-8 are it nevertheless where that is possible. */
    private static String path(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        if (!new String(bytes, StandardCharsets.ISO_8859_1).equals(name)) {
            return name;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return name;
        }
    }

    private RefusedUpload refused(String code, String detail) {
        return RefusedUpload.archive(name, code, detail);
    }

    /** Tells how much of the archive an entry has used up. */
    private static final class Zip extends ZipInputStream {

        Zip(InputStream in) {
            super(in, StandardCharsets.ISO_8859_1);
        }

        /** Bytes read for the current entry, if that is compressed. */
        long packed() {
            return inf.getBytesRead();
        }
    }

    /** One entry. */
    private final class Bounded extends FilterInputStream {

        private final Zip zip;
        private long read;

        Bounded(Zip zip) {
            super(zip);
            this.zip = zip;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count > 0) {
                read += count;
                unpacked += count;
                check();
            }
            return count;
        }

        private void check() {
            if (unpacked > bounds.maxTotalSize().toBytes()) {
                throw refused("zip-size", "it unpacks to more than %s".formatted(bounds.maxTotalSize()));
            }
            // Entries that are stored as they are leave the inflater untouched.
            long packed = zip.packed();
            if (packed > 0 && read > RATIO_FREE && read > packed * bounds.maxRatio()) {
                throw refused(
                        "zip-ratio", "an entry unpacks to more than %d times its size".formatted(bounds.maxRatio()));
            }
        }

        @Override
        public void close() {
            // The archive goes on behind this entry.
        }
    }
}
