package dev.lutra.library;

import dev.lutra.network.InvalidModelFile;
import dev.lutra.network.Model;
import dev.lutra.network.ModelFile;
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
     * Reads every model file in it, in the order of their names.
     *
     * @return no models if the folder does not exist
     * @throws UncheckedIOException if a file cannot be read; names it
     * @throws InvalidModelFile if a file holds no model: whoever put it there expects it to be served, so the service
     *     had better not start than start without it
     */
    List<Model> read() {
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

    private static Model read(Path file) {
        try {
            return ModelFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model file " + file, e);
        }
    }
}
