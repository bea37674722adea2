package dev.lutra.command;

import dev.lutra.format.InvalidLutFile;
import dev.lutra.library.FilePath;
import dev.lutra.library.Slug;
import dev.lutra.library.upload.FileRejected;
import dev.lutra.library.upload.FoundLut;
import dev.lutra.library.upload.LutArchive;
import dev.lutra.library.upload.LutFileReader;
import dev.lutra.library.upload.LutFileVisitor;
import dev.lutra.library.upload.LutFolder;
import dev.lutra.library.upload.UploadRejected;
import dev.lutra.library.upload.UploadReport;
import dev.lutra.library.upload.UploadSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.util.unit.DataSize;

/**
 * The LUTs of a folder or a zip archive, sorted by their path. Titles come from the file names, tags from the folders.
 *
 * @param luts the valid LUTs
 * @param rejected the rejected files
 * @param warnings the ignored or approximated parts of valid files
 */
public record LutCollection(List<SourceLut> luts, List<Remark> rejected, List<Remark> warnings) {

    /** A native Hald image of level 16 has about 50 MB. Users read their own archives, so the limits are generous. */
    private static final UploadSettings BOUNDS =
            new UploadSettings(100_000, DataSize.ofMegabytes(512), DataSize.ofTerabytes(1), 1000, 1);

    /** A remark about a file. */
    public record Remark(String path, String text) {}

    /**
     * Reads all LUTs below a folder or in a zip archive. Other files are ignored.
     *
     * @param titles makes a title from a file name without its extension
     * @throws IOException if the folder or archive cannot be read
     */
    public static LutCollection read(Path folderOrZip, UnaryOperator<String> titles) throws IOException {
        var reader = new Reader(titles);
        if (Files.isDirectory(folderOrZip)) {
            new LutFolder(folderOrZip).read(reader);
        } else {
            readZip(folderOrZip, reader);
        }
        return new LutCollection(reader.luts, reader.rejected, reader.warnings);
    }

    private static void readZip(Path archive, Reader reader) throws IOException {
        try {
            new LutArchive(String.valueOf(archive.getFileName()), BOUNDS)
                    .read(archive, Comparator.comparing(FilePath::toString), reader);
        } catch (UploadRejected e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static final class Reader implements LutFileVisitor {

        private final UnaryOperator<String> titles;
        private final LutFileReader files = new LutFileReader(BOUNDS.maxFileSize());
        private final List<SourceLut> luts = new ArrayList<>();
        private final List<Remark> rejected = new ArrayList<>();
        private final List<Remark> warnings = new ArrayList<>();
        private final Set<String> ids = new LinkedHashSet<>();

        Reader(UnaryOperator<String> titles) {
            this.titles = titles;
        }

        @Override
        public void take(FilePath path, InputStream content) throws IOException {
            try {
                add(files.read(path, content, OutputStream.nullOutputStream()));
            } catch (FileRejected e) {
                reject(e.file().code(), new Remark(path.toString(), String.valueOf(e.getMessage())));
            }
        }

        @Override
        public void reject(UploadReport.Rejected file) {
            reject(file.code(), new Remark(file.entry(), file.detail()));
        }

        private void reject(String code, Remark remark) {
            if (!code.equals(InvalidLutFile.UNKNOWN_FORMAT)) {
                rejected.add(remark);
            }
        }

        private void add(FoundLut found) {
            String path = found.path().toString();
            found.warnings().forEach(warning -> warnings.add(new Remark(path, warning)));
            String title = titles.apply(found.title());
            luts.add(new SourceLut(
                    path, Slug.claim(title, ids), title, found.tags(), found.source(), found.lut(), found.shaper()));
        }
    }
}
