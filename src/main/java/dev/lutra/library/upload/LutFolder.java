package dev.lutra.library.upload;

import dev.lutra.library.FilePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads a folder of this machine as {@link LutArchive} reads an archive. */
public final class LutFolder {

    private final Path folder;

    public LutFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Visits the files in the folder and in those below it, in the order of their paths. Files that operating
     * systems add are skipped.
     */
    public void read(LutFileVisitor visitor) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            FilePath path = FilePath.of(folder.relativize(file).toString());
            if (!path.isLitter()) {
                try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
                    visitor.take(path, content);
                }
            }
        }
    }
}
