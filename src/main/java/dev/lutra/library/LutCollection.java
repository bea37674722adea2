package dev.lutra.library;

import dev.lutra.format.FormatLimits;
import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.network.ModelLut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The LUTs of a folder or a zip archive, sorted by their path. Titles come from the file names, tags from the folders.
 *
 * @param luts those that could be read
 * @param rejected those that could not
 */
public record LutCollection(List<SourceLut> luts, List<Rejected> rejected) {

    /** The most bytes of one file that are read: a native Hald image of level 16 has about 50 MB. */
    private static final int MAX_FILE_BYTES = 512 << 20;

    private static final FormatLimits LIMITS = FormatLimits.DEFAULT;

    /** A file that claims to be a LUT and is none. */
    public record Rejected(String path, InvalidLutFile reason) {}

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
        return new LutCollection(reader.luts, reader.rejected);
    }

    private static void readFolder(Path folder, Reader reader) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                reader.read(folder.relativize(file).toString().replace('\\', '/'), in);
            }
        }
    }

    private static void readZip(Path archive, Reader reader) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    reader.read(entry.getName(), in);
                }
            }
        }
    }

    private static final class Reader {

        private final UnaryOperator<String> titles;
        private final List<SourceLut> luts = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();
        private final Set<String> ids = new LinkedHashSet<>();

        Reader(UnaryOperator<String> titles) {
            this.titles = titles;
        }

        void read(String path, InputStream in) throws IOException {
            Optional<LutFormat> format = LutFormats.ofFile(path);
            if (format.isEmpty()) {
                return;
            }
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES);
            LutFile file;
            try {
                file = format.get().read(new ByteArrayInputStream(bytes), LIMITS);
            } catch (InvalidLutFile e) {
                rejected.add(new Rejected(path, e));
                return;
            }
            String name = path.substring(path.lastIndexOf('/') + 1);
            String title = titles.apply(name.substring(0, name.lastIndexOf('.')));
            String id = Slug.unused(Slug.ofLut(title), ids::contains);
            ids.add(id);
            var source = new ModelLut.Source(
                    format.get().name(), file.lut().size(), Fingerprints.ofFile(bytes), bytes.length);
            luts.add(new SourceLut(path, id, title, tags(path), source, file.lut()));
        }

        private static List<String> tags(String path) {
            String[] parts = path.split("/");
            return Arrays.stream(parts, 0, parts.length - 1).map(Slug::of).toList();
        }
    }
}
