package dev.lutra.command;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.LutFile;
import dev.lutra.image.Photograph;
import dev.lutra.network.file.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies a LUT file to a photograph. */
@Command(
        name = "apply",
        description = {
            "Applies a LUT file of any format to a photograph: JPEG, PNG or TIFF, with 8 or 16 bits.",
            "The result has the type, depth, profile and orientation of the photograph. For a weaker look, convert the LUT with --strength first."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ApplyCommand implements Callable<Integer> {

    /** Points along an edge, where the inputs of the LUT are not those of an image. */
    private static final int SAMPLED = 129;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "LUT", description = "LUT file.")
    Path look = Path.of("");

    @Parameters(index = "1", paramLabel = "IN", description = "Photograph to read.")
    Path in = Path.of("");

    @Parameters(index = "2", paramLabel = "OUT", description = "Photograph to write, of the same type.")
    Path out = Path.of("");

    @Option(
            names = "--quality",
            paramLabel = "1…100",
            description = "Quality of a JPEG (default: that of the photograph).")
    int quality;

    @Override
    public Integer call() throws IOException {
        if (quality < 0 || quality > 100) {
            throw new ParameterException(spec.commandLine(), "--quality must be 1…100");
        }
        LutFile file = InputFile.read(look).lut();
        Photograph photograph = PhotographFile.open(in).decode();
        Photograph graded = photograph.graded(
                lattice(file),
                (count, work) -> IntStream.range(0, count).parallel().forEach(work));
        WholeFile.replace(out, target -> graded.write(quality, target));
        PrintWriter console = spec.commandLine().getOut();
        file.warnings().forEach(warning -> console.println("warning: " + warning));
        graded.warnings().forEach(warning -> console.println("warning: " + warning));
        console.printf(
                Locale.ROOT,
                "%s: %s, %d × %d pixels, %d bits, %,d bytes%n",
                out,
                graded.type(),
                graded.width(),
                graded.height(),
                graded.depth(),
                Files.size(out));
        console.flush();
        return 0;
    }

    /** The LUT as an image meets it: over 0…1. */
    private static Lut3d lattice(LutFile file) {
        boolean isOfImages = file.shaper() == null && file.inputs().isUnit();
        return isOfImages ? file.lut() : file.sampled(SAMPLED, RgbBox.UNIT);
    }
}
