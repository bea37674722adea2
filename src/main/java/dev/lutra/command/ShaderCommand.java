package dev.lutra.command;

import dev.lutra.color.Lut3d;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.WholeFile;
import dev.lutra.network.shader.DecoderSource;
import dev.lutra.network.shader.ShaderTarget;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes looks as source code for other programs. */
@Command(
        name = "shader",
        description = {
            "Writes looks of a model as source code for an engine: the network, and the numbers of each look, as constants.",
            "In C a look is complete. In a shading language its detail is a texture; without --details there is only what the network makes of it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ShaderCommand implements Callable<Integer> {

    private static final String ALL = "all";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ModelOptions model = new ModelOptions();

    @Option(
            names = "--look",
            arity = "1..*",
            required = true,
            paramLabel = "ID",
            description = "Looks to write, or 'all'.")
    List<String> looks = List.of();

    @Option(
            names = "--target",
            required = true,
            paramLabel = "LANGUAGE",
            description = "Language: glsl, hlsl, metal or c.")
    ShaderTarget target = ShaderTarget.GLSL;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File to write (default: the id of the model, with the extension of the language).")
    @Nullable
    Path out;

    @Option(
            names = "--details",
            paramLabel = "FILE",
            description =
                    "File for the details, which the functions of a shading language read as textures of RGBA float16.")
    @Nullable
    Path details;

    @Option(
            names = "--size",
            paramLabel = "POINTS",
            description =
                    "Points along an axis of the details, 2…256; fewer take less memory and keep less (default: their own).")
    int size;

    @Override
    public Integer call() throws IOException {
        if (size != 0 && (size < Lut3d.MIN_SIZE || size > Lut3d.MAX_SIZE)) {
            throw failure("--size must be %d…%d".formatted(Lut3d.MIN_SIZE, Lut3d.MAX_SIZE));
        }
        if (details != null && !target.isShader()) {
            throw failure("--details is for shading languages: a source in C contains the details");
        }
        Model read = model.read();
        List<Integer> chosen = chosen(read);
        Path file = out == null ? Path.of("%s.%s".formatted(read.info().id(), target.extension())) : out;
        try (Decoder decoder = Decoder.open(read.network(), Engines.choose("cpu"), 1)) {
            DecoderSource source = source(read, chosen, decoder);
            WholeFile.replace(file, bytes -> {
                Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
                source.write(target, details != null, text);
                text.flush();
            });
            print(file, chosen.size());
            if (details != null) {
                WholeFile.replace(details, source::writeDetails);
                print(details, chosen.size());
            }
        }
        return 0;
    }

    private DecoderSource source(Model read, List<Integer> chosen, Decoder decoder) {
        try {
            return new DecoderSource(read, chosen, decoder, size);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Integer> chosen(Model read) {
        if (looks.equals(List.of(ALL))) {
            return IntStream.range(0, read.luts().size()).boxed().toList();
        }
        List<String> ids = read.luts().stream().map(ModelLut::id).toList();
        var chosen = new LinkedHashSet<Integer>();
        for (String look : looks) {
            if (!ids.contains(look)) {
                throw failure("%s holds no look '%s'".formatted(read.info().id(), look));
            }
            chosen.add(ids.indexOf(look));
        }
        return List.copyOf(chosen);
    }

    private void print(Path file, int looks) throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        console.printf("%s: %,d looks, %,d bytes%n", file, looks, Files.size(file));
        console.flush();
    }

    private ParameterException failure(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
