package dev.lutra.command;

import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.file.ModelFile;
import dev.lutra.network.learn.Effort;
import dev.lutra.network.learn.Encoder;
import dev.lutra.network.learn.EncodingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds LUTs to a model without changing its network. */
@Command(
        name = "encode",
        description = {
            "Adds LUTs to a model: fits their embeddings under its network, which does not change.",
            "LUTs that it holds already are skipped, and stay the same byte for byte."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EncodeCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ModelOptions model = new ModelOptions();

    @Mixin
    LutOptions luts = new LutOptions();

    @Mixin
    OutputOptions out = new OutputOptions();

    @Option(
            names = "--effort",
            paramLabel = "NAME",
            description =
                    "How much work an embedding is: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). With high, a LUT"
                            + " takes about twice as long and comes out somewhat better.")
    Effort effort = Effort.NORMAL;

    @Mixin
    LearningOptions learning = new LearningOptions();

    @Mixin
    PromiseOptions promise = new PromiseOptions();

    @Mixin
    ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        Model known = model.read();
        List<SourceLut> sources = withoutKnown(known, luts.read(console));
        if (sources.isEmpty()) {
            console.println("the model holds them all");
            return 0;
        }
        long started = System.nanoTime();
        Model grown;
        try (var interrupt = new Interrupt()) {
            var encoder = new Encoder(
                    known,
                    learning.encoding(EncodingSettings.of(known.network(), effort)),
                    compute.device(),
                    compute.threads());
            List<Embedding> embeddings = encoder.encode(
                    sources.stream().map(SourceLut::lut).toList(), new ProgressLine(console), interrupt::isRequested);
            grown = embeddings == null
                    ? null
                    : ModelAssembly.grow(
                            known, sources, embeddings, promise.accuracy, compute, console, interrupt::isRequested);
        }
        if (grown == null) {
            return Interrupt.EXIT_STATUS;
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        ModelFile.write(grown, out.file);
        console.printf(
                "encoded %d LUTs in %.1f s, %.3f s each%n%s: %,d bytes%n",
                sources.size(), seconds, seconds / sources.size(), out.file, Files.size(out.file));
        ModelAssembly.print(console, grown, known.luts().size());
        return 0;
    }

    /** The LUTs whose file the model does not know, with ids that it does not use. */
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
