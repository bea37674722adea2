package dev.lutra.network.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces files atomically: a file has either the old content or the new one, even after a crash. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes the new content. */
    @FunctionalInterface
    public interface Content {

        /** @param out stays open */
        void write(OutputStream out) throws IOException;
    }

    /** Writes a temporary file beside the file first, which then replaces it in one step. */
    public static void replace(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            content.write(out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
