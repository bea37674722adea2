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

    /** A file with what it holds. */
    record File(Path path, byte[] content) {}

    /**
     * Reads every model file in it, in the order of their names.
     *
     * @return none if the folder does not exist
     * @throws UncheckedIOException if a file cannot be read; names it
     */
    List<File> read() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .map(ModelFolder::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models in " + path, e);
        }
    }

    private static File read(Path file) {
        try {
            return new File(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model file " + file, e);
        }
    }
}
