package dev.lutra.command;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutHeader;
import dev.lutra.format.LutLayout;
import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.WholeFile;
import dev.lutra.network.learn.PairFit;
import dev.lutra.pair.LookFromPair;
import dev.lutra.pair.PairLook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a look from a photograph before and after an edit. */
@Command(
        name = "pair",
        description = {
            "Makes a look from a photograph before and after an edit: two files (JPEG, PNG, TIFF) of the same framing.",
            "Colours that the photographs do not show are treated as the looks of the model treat them."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PairCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "Photograph before the edit.")
    Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "Photograph after the edit.")
    Path after = Path.of("");

    @Parameters(
            index = "2",
            paramLabel = "OUT",
            description = "File to write, such as look.cube, look.clf or look.png.")
    Path out = Path.of("");

    @Mixin
    ModelOptions model = new ModelOptions();

    @Mixin
    WriteChoices choices = new WriteChoices();

    @Override
    public Integer call() throws IOException {
        LutFormat format = LutFormats.ofFile(String.valueOf(out.getFileName()))
                .filter(LutFormat::isWritten)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "'%s' has the extension of no format that is written".formatted(out)));
        LutLayout layout = choices.layout(format);
        Model read = model.read();
        if (read.network().prior() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "this model does not know which looks are likely; take one that is not bijective");
        }
        List<float[]> looks = read.embeddings().stream().map(Embedding::values).toList();
        PairLook look = new LookFromPair(PairFit.of(read.network(), looks, Engines.choose("cpu")))
                .fit(PhotographFile.open(before), PhotographFile.open(after), layout.size());
        Lut3d lut = look.lut();
        WholeFile.replace(out, file -> {
            try (var writer = layout.begin(file, LutHeader.of(String.valueOf(after.getFileName()), lut.domain()))) {
                writer.accept(lut.lattice(), lut.points());
            }
        });
        print(look);
        return 0;
    }

    private void print(PairLook look) {
        PrintWriter console = spec.commandLine().getOut();
        look.warnings().forEach(warning -> console.println("warning: " + warning.detail()));
        Fidelity fidelity = look.fidelity();
        console.printf(
                Locale.ROOT,
                "%s: ΔE76 %.2f on average, p99 %.2f, CIEDE2000 %.2f, over %,d pixels that show %.1f %% of the gamut%n",
                out,
                fidelity.deltaE76().mean(),
                fidelity.deltaE76().p99(),
                fidelity.deltaE2000().mean(),
                look.pixels(),
                100 * look.coverage());
        console.flush();
    }
}
