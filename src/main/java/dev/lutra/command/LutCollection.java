package dev.lutra.command;

import dev.lutra.format.FormatLimits;
import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.library.FilePath;
import dev.lutra.library.Fingerprints;
import dev.lutra.library.Slug;
import dev.lutra.library.upload.LutArchive;
import dev.lutra.library.upload.UploadRejected;
import dev.lutra.library.upload.UploadSettings;
import dev.lutra.network.ModelLut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;

/**
 * The LUTs of a folder or a zip archive, sorted by their path. Titles come from the file names, tags from the folders.
 *
 * @param luts those that could be read
 * @param rejected those that could not
 * @param warnings of what was passed over or approximated in those that could
 */
public record LutCollection(List<SourceLut> luts, List<Remark> rejected, List<Remark> warnings) {

    /** The most bytes of one file that are read: a native Hald image of level 16 has about 50 MB. */
    private static final int MAX_FILE_BYTES = 512 << 20;

    /** Whoever reads an archive of their own may wait for it. */
    private static final UploadSettings BOUNDS =
            new UploadSettings(100_000, DataSize.ofBytes(MAX_FILE_BYTES), DataSize.ofTerabytes(1), 1000, 1);

    private static final FormatLimits LIMITS = FormatLimits.DEFAULT;

    /** What there is to say of a file. */
    public record Remark(String path, String text) {}

    /**
     * Reads all LUTs below a folder or in a zip archive. Files of other kinds are passed over.
     *
     * @param titles makes a title from a file name without its extension
     * @throws IOException if the folder or archive cannot be read
     */
    public static LutCollection read(Path folderOrZip, UnaryOperator<String> titles) throws IOException {
        var reader = new Reader(titles);
        if (Files.isDirectory(folderOrZip)) {
            readFolder(folderOrZip, reader);
        } else {
            readZip(folderOrZip, reader);
        }
        return new LutCollection(reader.luts, reader.rejected, reader.warnings);
    }

    private static void readFolder(Path folder, Reader reader) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            FilePath path = FilePath.of(folder.relativize(file).toString());
            if (!path.isLitter()) {
                try (InputStream in = Files.newInputStream(file)) {
                    reader.take(path, in);
                }
            }
        }
    }

    private static void readZip(Path archive, Reader reader) throws IOException {
        try {
            new LutArchive(String.valueOf(archive.getFileName()), BOUNDS)
                    .read(archive, Comparator.comparing(FilePath::toString), reader);
        } catch (UploadRejected e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static final class Reader implements LutArchive.Visitor {

        private final UnaryOperator<String> titles;
        private final List<SourceLut> luts = new ArrayList<>();
        private final List<Remark> rejected = new ArrayList<>();
        private final List<Remark> warnings = new ArrayList<>();
        private final Set<String> ids = new LinkedHashSet<>();

        Reader(UnaryOperator<String> titles) {
            this.titles = titles;
        }

        @Override
        public void take(FilePath path, InputStream in) throws IOException {
            Optional<LutFormat> format = LutFormats.ofFile(path.name());
            if (format.isEmpty()) {
                return;
            }
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES);
            LutFile file;
            try {
                file = format.get().read(new ByteArrayInputStream(bytes), LIMITS);
            } catch (InvalidLutFile e) {
                rejected.add(new Remark(path.toString(), String.valueOf(e.getMessage())));
                return;
            }
            file.warnings().forEach(warning -> warnings.add(new Remark(path.toString(), warning)));
            String title = titles.apply(path.title());
            String id = Slug.unused(Slug.ofLut(title), ids::contains);
            ids.add(id);
            var source = new ModelLut.Source(
                    format.get().name(), file.lut().size(), Fingerprints.ofFile(bytes), bytes.length);
            List<String> tags = path.folders().stream().map(Slug::of).toList();
            luts.add(new SourceLut(path.toString(), id, title, tags, source, file.lut()));
        }

        @Override
        public void reject(FilePath path, String code, String detail) {
            if (!code.equals(InvalidLutFile.UNKNOWN_FORMAT)) {
                rejected.add(new Remark(path.shown(), detail));
            }
        }
    }
}
