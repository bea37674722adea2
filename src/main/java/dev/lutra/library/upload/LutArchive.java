package dev.lutra.library.upload;

import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFormats;
import dev.lutra.library.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * Reads a zip archive within limits. It writes no file: the paths of entries are only names.
 *
 * <p>The directory at the end of the archive lists its entries. An archive that is too large is therefore rejected
 * before any entry is unpacked, and an unreadable entry does not affect the others.
 */
public final class LutArchive {

    /** The order of the archive's directory. */
    static final Comparator<FilePath> AS_PACKED = (unusedOne, unusedOther) -> 0;

    /** The limit on the compression ratio does not apply to archives whose files have at most this many bytes. */
    private static final long RATIO_FREE = 16 << 20;

    private final String name;
    private final UploadSettings bounds;

    public LutArchive(String name, UploadSettings bounds) {
        this.name = FilePath.of(name).shown();
        this.bounds = bounds;
    }

    /** Receives the files of an archive one by one. */
    public interface Visitor {

        /** @param content a stream that need not be read to its end */
        void take(FilePath path, InputStream content) throws IOException;

        /** Receives a file that is not read, with the reason. */
        void reject(FilePath path, String code, String detail);
    }

    private record Entry(FilePath path, ZipArchiveEntry packed) {}

    /**
     * Visits the files in an order. It skips folders and the files that operating systems add to archives.
     *
     * @throws UploadRejected if the file is not a zip archive, or exceeds the limits
     * @throws IOException if the file cannot be read
     */
    public void read(Path file, Comparator<FilePath> order, Visitor visitor) throws IOException {
        long length = Files.size(file);
        try (SeekableByteChannel channel = Files.newByteChannel(file);
                ZipFile zip = open(channel)) {
            List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
            if (all.isEmpty()) {
                throw refused("invalid-zip", "the archive is empty");
            }
            if (all.size() > bounds.maxEntries()) {
                throw refused("zip-entries", "the archive has more than %d entries".formatted(bounds.maxEntries()));
            }
            List<Entry> readable = readable(all, visitor);
            checkSize(readable, length);
            readable.sort(Comparator.comparing(Entry::path, order));
            for (Entry entry : readable) {
                read(zip, entry, visitor);
            }
        }
    }

    private ZipFile open(SeekableByteChannel channel) throws IOException {
        var directory = new DirectoryChannel(channel, bounds.maxEntries());
        try {
            // Local headers repeat the directory, and a damaged one would make the whole archive unreadable.
            ZipFile zip = ZipFile.builder()
                    .setSeekableByteChannel(directory)
                    .setIgnoreLocalFileHeader(true)
                    .get();
            directory.endOfDirectory();
            return zip;
        } catch (DirectoryChannel.TooLong e) {
            throw refused(
                    "zip-entries",
                    "the directory of the archive is longer than %d entries need".formatted(bounds.maxEntries()));
        } catch (IOException | RuntimeException e) {
            throw refused("invalid-zip", ArchiveKind.of(channel).whyNotRead());
        }
    }

    private List<Entry> readable(List<ZipArchiveEntry> all, Visitor visitor) {
        var readable = new ArrayList<Entry>();
        for (ZipArchiveEntry packed : all) {
            FilePath path = FilePath.of(ArchiveEntryName.of(packed));
            if (path.isFolder() || packed.isDirectory() || path.isLitter()) {
                continue;
            }
            if (path.leadsOut()) {
                visitor.reject(path, "zip-path", "the path leads out of the archive");
            } else if (path.isTooLong()) {
                visitor.reject(path, "zip-path", "the path is too long");
            } else if (path.name().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                visitor.reject(path, "zip-nested", "archives inside archives are not supported; unpack it first");
            } else if (LutFormats.ofFile(path.name()).isEmpty()) {
                visitor.reject(path, InvalidLutFile.UNKNOWN_FORMAT, UploadSession.KNOWN_FORMATS);
            } else if (packed.getGeneralPurposeBit().usesEncryption()) {
                visitor.reject(path, "zip-encrypted", "the entry is encrypted");
            } else if (!isReadable(packed.getMethod())) {
                visitor.reject(
                        path,
                        "zip-method",
                        "the compression method of the entry is not supported (%s)"
                                .formatted(ZipMethod.getMethodByCode(packed.getMethod())));
            } else if (packed.getSize() > bounds.maxFileSize().toBytes()) {
                visitor.reject(path, UploadSession.FILE_TOO_LARGE, UploadSession.tooLarge(bounds));
            } else {
                readable.add(new Entry(path, packed));
            }
        }
        return readable;
    }

    private static boolean isReadable(int method) {
        return method == ZipEntry.STORED
                || method == ZipEntry.DEFLATED
                || method == ZipMethod.ENHANCED_DEFLATED.getCode()
                || method == ZipMethod.BZIP2.getCode();
    }

    /** Checks the declared sizes. Each entry is checked against its own size when it is unpacked. */
    private void checkSize(List<Entry> entries, long length) {
        long unpacked = 0;
        for (Entry entry : entries) {
            unpacked += Math.max(0, entry.packed.getSize());
        }
        if (unpacked > bounds.maxTotalSize().toBytes()) {
            throw refused("zip-size", "its files have more than %s in total".formatted(bounds.maxTotalSize()));
        }
        if (unpacked > RATIO_FREE && unpacked / bounds.maxRatio() > length) {
            throw refused(
                    "zip-ratio",
                    "its files have more than %d times the size of the archive".formatted(bounds.maxRatio()));
        }
    }

    private static void read(ZipFile zip, Entry entry, Visitor visitor) throws IOException {
        try (InputStream packed = open(zip, entry.packed);
                var content = new ArchiveEntryStream(packed, entry.packed.getSize(), entry.packed.getCrc())) {
            visitor.take(entry.path, content);
        } catch (ArchiveEntryStream.Damaged e) {
            visitor.reject(entry.path, "zip-entry-damaged", "the entry is damaged: " + e.getMessage());
        }
    }

    private static InputStream open(ZipFile zip, ZipArchiveEntry entry) throws ArchiveEntryStream.Damaged {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | RuntimeException e) {
            var damaged = new ArchiveEntryStream.Damaged("its content is not where the archive says");
            damaged.initCause(e);
            throw damaged;
        }
    }

    private UploadRejected refused(String code, String detail) {
        return UploadRejected.archive(name, code, detail);
    }
}
