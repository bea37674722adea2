package dev.lutra.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of model files. */
record ModelFolder(Path path) {

    private static final String SUFFIX = ".safetensors";

    /**
     * The model files in the folder, in the order of their names.
     *
     * @return an empty list if the folder does not exist
     * @throws UncheckedIOException if the folder cannot be read; the message names it
     */
    List<Path> files() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models in " + path, e);
        }
    }
}
