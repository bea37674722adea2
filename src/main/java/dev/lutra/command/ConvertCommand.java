package dev.lutra.command;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.DetailDecoder;
import dev.lutra.codec.DetailEncoder;
import dev.lutra.codec.EncodedDetail;
import dev.lutra.codec.Prediction;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.InvalidOptions;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.network.OutputRange;
import dev.lutra.network.file.WholeFile;
import dev.lutra.problem.Fault;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a LUT file in another format. */
@Command(
        name = "convert",
        description = {
            "Reads a LUT file of any format, known by its content, and writes it in the format of the other file's extension.",
            "A shaper (curves before the lattice) is kept where the format has one, otherwise sampled with the lattice; where colours change by that, it says by how much."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConvertCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "IN", description = "File to read.")
    Path in = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "File to write, such as look.cube, look.clf or look.png.")
    Path out = Path.of("");

    @Mixin
    WriteChoices choices = new WriteChoices();

    @Option(
            names = "--strength",
            paramLabel = "0…1",
            description = "Mix the LUT with unchanged colours: 0 changes nothing, 1 is the LUT (default: 1).")
    float strength = 1;

    @Option(
            names = "--accuracy",
            converter = PromiseOptions.Converter.class,
            paramLabel = "MEAN/P99|lossless",
            description =
                    "Write what the service would deliver with this accuracy without a network, and say how many bytes it would store.")
    @Nullable
    Accuracy accuracy;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(strength >= 0 && strength <= 1)) {
            throw failure("--strength must be 0…1");
        }
        LutFormat format = LutFormats.ofFile(String.valueOf(out.getFileName()))
                .filter(LutFormat::isWritten)
                .orElseThrow(() -> failure("'%s' has the extension of no format that is written".formatted(out)));
        PrintWriter console = spec.commandLine().getOut();
        InputFile file = InputFile.read(in);
        file.lut().warnings().forEach(warning -> console.println("warning: " + warning));
        LutFile source = accuracy == null ? file.lut() : encoded(file.lut(), accuracy, console);
        var conversion = new Conversion(source, layout(format, source), strength);
        Lut3d lattice = conversion.lattice();
        write(conversion, lattice, file.title());
        print(console, conversion, lattice);
        return 0;
    }

    private LutLayout layout(LutFormat format, LutFile source) {
        try {
            return choices.layout(format, source, strength == 1);
        } catch (InvalidOptions e) {
            throw failure(e.faults().stream().map(ConvertCommand::text).collect(Collectors.joining("; ")));
        }
    }

    private static String text(Fault fault) {
        return fault instanceof FieldFault field ? "--%s %s".formatted(field.field(), field.detail()) : fault.detail();
    }

    private static LutFile encoded(LutFile file, Accuracy accuracy, PrintWriter console) throws InterruptedException {
        Lut3d lut = file.lut();
        RgbBox range = OutputRange.of(lut);
        EncodedDetail detail = new DetailEncoder(CodecConstants.identity())
                .encode(
                        new Lut3d(lut.size(), RgbBox.UNIT, range.toUnit(lut.lattice())),
                        range,
                        Prediction.IDENTITY,
                        accuracy);
        console.printf(
                "stored in %,d bytes: ΔE76 %.3f, p99 %.2f%n", detail.bytes().length, detail.mean(), detail.p99());
        Lut3d decoded = new DetailDecoder(CodecConstants.identity())
                .decode(detail.bytes(), Prediction.IDENTITY, Lut3d.MAX_SIZE)
                .at(lut.size(), Prediction.IDENTITY);
        return new LutFile(
                new Lut3d(lut.size(), lut.domain(), range.fromUnit(decoded.lattice())),
                file.shaper(),
                file.title(),
                file.warnings());
    }

    private void write(Conversion conversion, Lut3d lattice, String title) throws IOException {
        WholeFile.replace(out, file -> {
            try (var writer = conversion.layout().begin(file, conversion.header(title, lattice))) {
                writer.accept(lattice.lattice(), lattice.points());
            }
        });
    }

    private void print(PrintWriter console, Conversion conversion, Lut3d lattice) throws IOException {
        if (conversion.losesInputs()) {
            console.printf("warning: the LUT takes inputs beyond 0…1, for which this format has no place%n");
        }
        if (conversion.losesShaper()) {
            console.printf("warning: the shaper was sampled at %d points along an axis%n", lattice.size());
        }
        Fidelity loss = conversion.loss(lattice);
        if (loss.deltaE76().max() > 0) {
            console.printf(
                    "changed by ΔE76 %.3f on average, at most %.2f%n",
                    loss.deltaE76().mean(), loss.deltaE76().max());
        }
        console.printf(
                "%s: %s, %d points along an axis%s, %,d bytes%n",
                out,
                conversion.layout().format().name(),
                lattice.size(),
                conversion.shaper() == null ? "" : ", with its shaper",
                Files.size(out));
        console.flush();
    }

    private ParameterException failure(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
