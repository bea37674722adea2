package dev.lutra.library.upload;

import dev.lutra.format.FileStart;
import dev.lutra.format.LutFormats;
import dev.lutra.library.FilePath;
import java.io.BufferedInputStream;
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
import org.jspecify.annotations.Nullable;

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

    private record Entry(FilePath path, ZipArchiveEntry packed) {}

    /**
     * Visits the files in an order. Folders, and files that operating systems add, are skipped.
     *
     * @throws UploadRejected if the file is not a zip archive, or exceeds the limits
     * @throws IOException if the file cannot be read
     */
    public void read(Path file, Comparator<FilePath> order, LutFileVisitor visitor) throws IOException {
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
            List<Entry> readable = readable(zip, all, visitor);
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

    private List<Entry> readable(ZipFile zip, List<ZipArchiveEntry> all, LutFileVisitor visitor) {
        var readable = new ArrayList<Entry>();
        for (ZipArchiveEntry packed : all) {
            FilePath path = FilePath.of(ArchiveEntryName.of(packed));
            if (path.isFolder() || packed.isDirectory() || path.isLitter()) {
                continue;
            }
            FileRejected rejected = rejection(zip, path, packed);
            if (rejected == null) {
                readable.add(new Entry(path, packed));
            } else {
                visitor.reject(rejected.file());
            }
        }
        return readable;
    }

    private @Nullable FileRejected rejection(ZipFile zip, FilePath path, ZipArchiveEntry packed) {
        if (path.leadsOut()) {
            return FileRejected.of(path, "zip-path", "the path leads out of the archive");
        }
        if (path.isTooLong()) {
            return FileRejected.of(path, "zip-path", "the path is too long");
        }
        if (path.name().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return FileRejected.of(path, "zip-nested", "an archive in an archive is not read; unpack it first");
        }
        if (LutFormats.ofFile(path.name()).isEmpty() && !showsFormat(zip, path, packed)) {
            return FileRejected.unknownFormat(path);
        }
        if (packed.getGeneralPurposeBit().usesEncryption()) {
            return FileRejected.of(path, "zip-encrypted", "the entry is encrypted");
        }
        if (!isReadable(packed.getMethod())) {
            ZipMethod method = ZipMethod.getMethodByCode(packed.getMethod());
            return FileRejected.of(
                    path, "zip-method", "the entry is packed by a method that is not read (%s)".formatted(method));
        }
        return packed.getSize() > bounds.maxFileSize().toBytes()
                ? FileRejected.tooLarge(path, bounds.maxFileSize())
                : null;
    }

    /**
     * Whether the content of an entry whose name tells no format shows one. Archives hold previews, licences and other
     * files, so that only their first bytes are unpacked.
     */
    private static boolean showsFormat(ZipFile zip, FilePath path, ZipArchiveEntry packed) {
        // Other methods unpack large blocks before they give the first byte.
        boolean isCheap =
                packed.getMethod() == ZipMethod.STORED.getCode() || packed.getMethod() == ZipMethod.DEFLATED.getCode();
        if (packed.getGeneralPurposeBit().usesEncryption() || !isCheap) {
            return false;
        }
        try (InputStream content = new BufferedInputStream(open(zip, packed), FileStart.BYTES)) {
            return LutFormats.of(FileStart.of(path.name(), content)).isPresent();
        } catch (IOException | RuntimeException e) {
            // Decoders throw both kinds of exceptions for damaged data.
            return false;
        }
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

    private static void read(ZipFile zip, Entry entry, LutFileVisitor visitor) throws IOException {
        try (InputStream packed = open(zip, entry.packed);
                var content = new ArchiveEntryStream(packed, entry.packed.getSize(), entry.packed.getCrc())) {
            visitor.take(entry.path, content);
        } catch (ArchiveEntryStream.Damaged e) {
            String detail = "the entry is damaged: " + e.getMessage();
            visitor.reject(
                    FileRejected.of(entry.path, "zip-entry-damaged", detail).file());
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
