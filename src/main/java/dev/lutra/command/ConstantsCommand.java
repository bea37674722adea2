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
            "Learns from LUTs the constants of the coder of details against the identity: how large coefficients are, and how likely.",
            "Writes them in the form in which Lutra contains them. 'train' learns the constants of its network by itself."
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
