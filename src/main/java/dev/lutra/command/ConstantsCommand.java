package dev.lutra.command;

import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.ConstantsTraining;
import dev.lutra.color.Domain;
import dev.lutra.color.Lut3d;
import dev.lutra.network.OutputRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns the constants of the detail coder. */
@Command(
        name = "constants",
        description = {
            "Learns what details against the identity are coded with (how large coefficients are, and how likely) from LUTs,",
            "and writes it in the form in which Lutra carries it. What a network needs is learned when that is trained."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConstantsCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    LutOptions luts = new LutOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Constants to write.")
    Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter console = spec.commandLine().getOut();
        List<SourceLut> sources = luts.read(console);
        var training = new ConstantsTraining();
        for (SourceLut source : sources) {
            training.add(normalised(source.lut()), Lut3d.identity(ConstantsTraining.SIZE));
        }
        CodecConstants constants = training.train();
        Files.write(out, constants.toBytes());
        console.printf("%s: learned from %d LUTs, %,d bytes%n", out, training.looks(), Files.size(out));
        console.flush();
        return 0;
    }

    /** A lattice over the unit cube, its values moved from the range to 0…1. */
    private static Lut3d normalised(Lut3d source) {
        return new Lut3d(source.size(), Domain.UNIT, OutputRange.of(source).toUnit(source.lattice()));
    }
}
