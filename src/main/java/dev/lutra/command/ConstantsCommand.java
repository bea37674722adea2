package dev.lutra.command;

import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.ConstantsTraining;
import dev.lutra.color.Lut3d;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    OutputOptions out = new OutputOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter console = spec.commandLine().getOut();
        List<SourceLut> sources = luts.read(console);
        var training = new ConstantsTraining();
        for (SourceLut source : sources) {
            training.add(source.normalised(), Lut3d.identity(ConstantsTraining.SIZE));
        }
        CodecConstants constants = training.train();
        Files.write(out.file, constants.toBytes());
        console.printf("%s: learned from %d LUTs, %,d bytes%n", out.file, training.looks(), Files.size(out.file));
        console.flush();
        return 0;
    }
}
