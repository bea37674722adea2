package dev.lutra.training.command;

import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.ConstantsTraining;
import dev.lutra.color.Domain;
import dev.lutra.color.Lut3d;
import dev.lutra.library.SourceLut;
import dev.lutra.network.Decoder;
import dev.lutra.network.Model;
import dev.lutra.network.ModelFile;
import dev.lutra.network.OutputRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learns the constants of the detail coder. */
@Command(
        name = "constants",
        description = {
            "Learns what details are coded with (how large coefficients are, and how likely) from LUTs, and writes it.",
            "Without --model for details against the identity: the form in which Lutra carries its own."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConstantsCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    LutOptions luts = new LutOptions();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Learn details against what this model's network makes of the LUTs that it holds.")
    @Nullable
    Path model;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Constants to write.")
    Path out = Path.of("");

    @Mixin
    ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        List<SourceLut> sources = luts.read(console);
        var training = new ConstantsTraining();
        if (model == null) {
            for (SourceLut source : sources) {
                training.add(normalised(source.lut(), source.lut().lattice()), Lut3d.identity(ConstantsTraining.SIZE));
            }
        } else {
            addPredicted(training, ModelFile.read(model), sources);
        }
        CodecConstants constants = training.train();
        Files.write(out, constants.toBytes());
        console.printf("%s: learned from %d LUTs, %,d bytes%n", out, training.looks(), Files.size(out));
        console.flush();
        return 0;
    }

    private void addPredicted(ConstantsTraining training, Model known, List<SourceLut> sources) throws IOException {
        Map<String, Lut3d> bySha256 = new LinkedHashMap<>();
        sources.forEach(source -> bySha256.put(source.source().sha256(), source.lut()));
        try (Decoder decoder = Decoder.open(known.network(), compute.device, compute.threads)) {
            for (int index = 0; index < known.luts().size(); index++) {
                Lut3d source = bySha256.get(known.luts().get(index).source().sha256());
                if (source != null) {
                    float[] colors = Lut3d.identity(ConstantsTraining.SIZE).lattice();
                    float[] predicted = decoder.apply(known.encoded(index), colors);
                    training.add(normalised(source, source.lattice()), normalised(source, predicted));
                }
            }
        }
        if (training.looks() == 0) {
            throw new ParameterException(spec.commandLine(), "the model holds none of these LUTs");
        }
    }

    /** A lattice over the unit cube, its values within the range of a source moved to 0…1. */
    private static Lut3d normalised(Lut3d source, float[] lattice) {
        Domain range = OutputRange.of(source);
        int size = (int) Math.round(Math.cbrt(lattice.length / 3.0));
        return new Lut3d(size, Domain.UNIT, range.toUnit(lattice));
    }
}
