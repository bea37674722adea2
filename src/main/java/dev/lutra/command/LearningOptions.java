package dev.lutra.command;

import dev.lutra.format.Photographs;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.learn.ColorDistribution;
import dev.lutra.network.learn.EncodingSettings;
import dev.lutra.network.learn.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of learning: the number of iterations, the colours, and the error that is minimised. */
final class LearningOptions {

    private static final String UNIFORM = "uniform";
    private static final String NATURAL = "natural";

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Iterations (default: " + TrainingSettings.ITERATIONS
                    + " to train; to encode, as suits the network).")
    @Nullable
    private Integer iterations;

    @Option(
            names = "--colors",
            paramLabel = "N",
            description = "Fresh colours for each LUT and iteration, a multiple of 8 (default: "
                    + TrainingSettings.COLORS_PER_STEP + " to train; to encode, as suits the network).")
    @Nullable
    private Integer colors;

    @Option(
            names = "--rate",
            paramLabel = "X",
            description = "Highest learning rate: to train, that of the shared weights (default: "
                    + TrainingSettings.RATE + " to train; to encode, as suits the network).")
    @Nullable
    private Float rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same result (default: " + TrainingSettings.SEED + ").")
    @Nullable
    private Long seed;

    @Option(
            names = "--distribution",
            paramLabel = "NAME|FOLDER",
            defaultValue = UNIFORM,
            description =
                    "Colours to learn from: uniform over the cube, natural as in photographs, or as in the photographs (.png, .jpg) of a folder (default: ${DEFAULT-VALUE}).")
    private String distribution = UNIFORM;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description =
                    "Error that is minimised: ${COMPLETION-CANDIDATES} (default: delta-e to train; to encode, as suits the"
                            + " network).")
    @Nullable
    private Loss loss;

    /** @throws IOException if photographs cannot be read */
    TrainingSettings training(NetworkShape shape, boolean bijective, int augment) throws IOException {
        return new TrainingSettings(
                shape,
                iterations != null ? iterations : TrainingSettings.ITERATIONS,
                colors != null ? colors : TrainingSettings.COLORS_PER_STEP,
                rate != null ? rate : TrainingSettings.RATE,
                seed != null ? seed : TrainingSettings.SEED,
                distribution(),
                loss != null ? loss : TrainingSettings.LOSS,
                bijective,
                augment);
    }

    /**
     * The usual settings of a network, except for the given options.
     *
     * @throws IOException if photographs cannot be read
     */
    EncodingSettings encoding(EncodingSettings usual) throws IOException {
        return new EncodingSettings(
                iterations != null ? iterations : usual.iterations(),
                colors != null ? colors : usual.colorsPerStep(),
                rate != null ? rate : usual.rate(),
                seed != null ? seed : usual.seed(),
                distribution(),
                loss != null ? loss : usual.loss(),
                usual.refinements(),
                usual.refinementColors());
    }

    private ColorDistribution distribution() throws IOException {
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
