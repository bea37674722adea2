package dev.lutra.network.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces files so that each holds either the old content or the new, whatever happens in between. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes the new content. */
    @FunctionalInterface
    public interface Content {

        /** @param out stays open */
        void write(OutputStream out) throws IOException;
    }

    /** Writes beside the file first; the new content then takes its place in one step. */
    public static void replace(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            content.write(out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
