package dev.lutra.command;

import dev.lutra.color.ColorHistogram;
import dev.lutra.format.Photographs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a colour distribution from photographs. */
@Command(
        name = "colors",
        description =
                "Counts the colours of photographs, all of the same weight, and writes a histogram of them. Lutra's natural colours are such a histogram.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ColorsCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--images",
            required = true,
            paramLabel = "FOLDER",
            description = "Photographs: .png and .jpg files of a folder.")
    Path images = Path.of("");

    @Mixin
    OutputOptions out = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        ColorHistogram histogram = Photographs.histogram(images);
        Files.write(out.file, histogram.toBytes());
        console.printf("%s: %s, %,d bytes%n", out.file, histogram, Files.size(out.file));
        console.flush();
        return 0;
    }
}
