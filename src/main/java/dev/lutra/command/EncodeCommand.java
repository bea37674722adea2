package dev.lutra.command;

import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.ModelFile;
import dev.lutra.network.learn.Encoder;
import dev.lutra.network.learn.EncodingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds LUTs to a model whose network stays as it is. */
@Command(
        name = "encode",
        description = {
            "Adds LUTs to a model: fits their embeddings under its network, which stays as it is.",
            "What the model held answers as before, byte for byte. LUTs that it holds already are passed over."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EncodeCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "Model file to start from.")
    Path modelFile = Path.of("");

    @Mixin
    LutOptions luts = new LutOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Model file to write.")
    Path out = Path.of("");

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Iterations for each LUT (default: as suits the network).")
    @Nullable
    Integer iterations;

    @Option(
            names = "--colors",
            paramLabel = "N",
            description = "Fresh colours for each LUT and iteration, a multiple of 8.")
    @Nullable
    Integer colors;

    @Option(names = "--rate", paramLabel = "X", description = "Highest learning rate.")
    @Nullable
    Float rate;

    @Option(names = "--seed", paramLabel = "N", description = "Seed.")
    @Nullable
    Long seed;

    @Mixin
    ObjectiveOptions objective = new ObjectiveOptions();

    @Mixin
    PromiseOptions promise = new PromiseOptions();

    @Mixin
    ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        Model model = ModelFile.read(modelFile);
        List<SourceLut> sources = withoutKnown(model, luts.read(console));
        if (sources.isEmpty()) {
            console.println("the model holds them all");
            return 0;
        }
        long started = System.nanoTime();
        Model grown;
        try (var interrupt = new Interrupt()) {
            var encoder = new Encoder(
                    model,
                    settings(EncodingSettings.of(model.network())),
                    Engines.choose(compute.device),
                    compute.threads);
            List<Embedding> embeddings = encoder.encode(
                    sources.stream().map(SourceLut::lut).toList(), new ProgressLine(console), interrupt::isRequested);
            grown = embeddings == null
                    ? null
                    : ModelAssembly.grow(
                            model, sources, embeddings, promise.accuracy, compute, console, interrupt::isRequested);
        }
        if (grown == null) {
            return INTERRUPTED;
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        ModelFile.write(grown, out);
        console.printf(
                "encoded %d LUTs in %.1f s, %.3f s each%n%s: %,d bytes%n",
                sources.size(), seconds, seconds / sources.size(), out, Files.size(out));
        ModelAssembly.print(console, grown, model.luts().size());
        return 0;
    }

    /** Those whose file the model has not seen, under ids that it does not use. */
    private EncodingSettings settings(EncodingSettings unless) throws IOException {
        return new EncodingSettings(
                iterations != null ? iterations : unless.iterations(),
                colors != null ? colors : unless.colorsPerStep(),
                rate != null ? rate : unless.rate(),
                seed != null ? seed : unless.seed(),
                objective.colors(),
                objective.loss,
                false);
    }

    private static List<SourceLut> withoutKnown(Model model, List<SourceLut> sources) {
        Set<String> known = model.luts().stream()
                .map(lut -> lut.source().sha256())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> ids =
                new LinkedHashSet<>(model.luts().stream().map(ModelLut::id).toList());
        return sources.stream()
                .filter(source -> known.add(source.source().sha256()))
                .map(source -> source.withUnusedId(ids))
                .toList();
    }
}
