package dev.lutra.command;

import dev.lutra.network.Model;
import dev.lutra.network.file.InvalidModelFile;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option for the model of a command. */
final class ModelOptions {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "Model file to read.")
    private Path file = Path.of("");

    /** @throws InvalidModelFile if the file is not a model */
    Model read() throws IOException {
        return ModelFile.read(file);
    }
}
