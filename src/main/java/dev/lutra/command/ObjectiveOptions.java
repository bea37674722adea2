package dev.lutra.command;

import dev.lutra.format.Photographs;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.learn.ColorDistribution;
import dev.lutra.network.learn.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** On which colours LUTs are to be matched, and in what sense. */
final class ObjectiveOptions {

    private static final String UNIFORM = "uniform";
    private static final String NATURAL = "natural";

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--distribution",
            paramLabel = "NAME|FOLDER",
            defaultValue = UNIFORM,
            description =
                    "Which colours to learn from: uniform over the cube, natural as in photographs, or as in the photographs (.png, .jpg) of a folder (default: ${DEFAULT-VALUE}).")
    String distribution = UNIFORM;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description = "What to make small: ${COMPLETION-CANDIDATES} (default: color).")
    Loss loss = TrainingSettings.LOSS;

    ColorDistribution colors() throws IOException {
        return switch (distribution) {
            case UNIFORM -> ColorDistribution.UNIFORM;
            case NATURAL -> ColorDistribution.natural();
            default -> {
                Path folder = Path.of(distribution);
                if (!Files.isDirectory(folder)) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--distribution: '%s' is neither uniform nor natural nor a folder".formatted(distribution));
                }
                yield new ColorDistribution(Photographs.histogram(folder));
            }
        };
    }
}
