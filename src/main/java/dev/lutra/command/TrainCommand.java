package dev.lutra.command;

import dev.lutra.color.Lut3d;
import dev.lutra.library.Slug;
import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.Network;
import dev.lutra.network.file.ModelFile;
import dev.lutra.network.learn.Checkpoint;
import dev.lutra.network.learn.CheckpointSchedule;
import dev.lutra.network.learn.DetailConstants;
import dev.lutra.network.learn.Encoder;
import dev.lutra.network.learn.LearningLoop;
import dev.lutra.network.learn.Provenance;
import dev.lutra.network.learn.Training;
import dev.lutra.network.learn.TrainingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network on LUTs. */
@Command(
        name = "train",
        description = {
            "Trains a network on LUTs and writes it, with their embeddings, to a model file.",
            "If it is interrupted, it leaves a checkpoint beside that file, and the same command continues from there."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    LutOptions luts = new LutOptions();

    @Mixin
    OutputOptions out = new OutputOptions();

    @Mixin
    ShapeOptions network = new ShapeOptions();

    @Mixin
    LearningOptions learning = new LearningOptions();

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the model (default: the file's name).")
    @Nullable
    String title;

    @Option(names = "--license", paramLabel = "SPDX", description = "Licence of the LUTs, kept in the model.")
    @Nullable
    String license;

    @Option(names = "--attribution", paramLabel = "TEXT", description = "Who is credited, kept in the model.")
    @Nullable
    String attribution;

    @Option(
            names = "--augment",
            paramLabel = "N",
            description =
                    "Synthetic looks, made of the LUTs, that are learned beside them (default: 3 for each LUT, at most"
                            + " 1000; none with --bijective).")
    @Nullable
    Integer augment;

    @Mixin
    PromiseOptions promise = new PromiseOptions();

    @Mixin
    ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        List<SourceLut> sources = network.learnable(luts.read(console), console);
        List<Lut3d> lattices = sources.stream().map(SourceLut::lut).toList();
        TrainingSettings settings = learning.training(
                network.shape(),
                network.bijective,
                augment != null ? augment : TrainingSettings.augmentFor(sources.size(), network.bijective));
        Path file = out.file;
        Path checkpoint = file.resolveSibling(file.getFileName() + ".checkpoint");
        Model model;
        try (var interrupt = new Interrupt()) {
            Training.Result result;
            try (var training = new Training(lattices, settings, compute.device(), compute.threads())) {
                if (Files.exists(checkpoint)) {
                    training.resume(Checkpoint.read(checkpoint));
                    console.printf("continuing from %s%n", checkpoint);
                }
                result = new LearningLoop(training, CheckpointSchedule.DEFAULT)
                        .run(state -> state.write(checkpoint), new ProgressLine(console), interrupt::isRequested);
            }
            model = result == null ? null : assemble(result, sources, settings, console, interrupt);
            if (model == null) {
                console.printf("%ninterrupted; the same command continues from %s%n", checkpoint);
                console.flush();
                return Interrupt.EXIT_STATUS;
            }
        }
        ModelFile.write(model, file);
        Files.deleteIfExists(checkpoint);
        console.printf("%s: %,d bytes%n", file, Files.size(file));
        ModelAssembly.print(console, model, 0);
        return 0;
    }

    /** Returns null if interrupted. */
    private @Nullable Model assemble(
            Training.Result result,
            List<SourceLut> sources,
            TrainingSettings settings,
            PrintWriter console,
            Interrupt interrupt) {
        String name = out.file.getFileName().toString().replaceFirst("\\.safetensors$", "");
        var info = new Model.Info(
                Slug.of(name),
                title == null ? name : title,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Provenance.of(sources.size(), settings),
                license,
                attribution);
        List<Embedding> embeddings = Encoder.store(
                result,
                sources.stream().map(SourceLut::lut).toList(),
                settings,
                compute.device(),
                compute.threads(),
                new ProgressLine(console),
                interrupt::isRequested);
        if (embeddings == null) {
            return null;
        }
        Network network = withDetails(result.network(), embeddings, sources, interrupt);
        return network == null
                ? null
                : ModelAssembly.grow(
                        Model.empty(info, network),
                        sources,
                        embeddings,
                        promise.accuracy,
                        compute,
                        console,
                        interrupt::isRequested);
    }

    /** Returns null if interrupted. */
    private @Nullable Network withDetails(
            Network network, List<Embedding> embeddings, List<SourceLut> sources, Interrupt interrupt) {
        if (promise.accuracy.isNone()) {
            return network;
        }
        return DetailConstants.addTo(
                network,
                sources.stream().map(SourceLut::lut).toList(),
                embeddings,
                compute.device(),
                compute.threads(),
                interrupt::isRequested);
    }
}
