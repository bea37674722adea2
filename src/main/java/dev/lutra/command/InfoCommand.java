package dev.lutra.command;

import dev.lutra.color.LookCharacter;
import dev.lutra.color.Rgb;
import dev.lutra.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Describes LUT files. */
@Command(
        name = "info",
        description =
                "Prints what LUT files hold: format, title, size, inputs, shaper, values, black and white, what they do to photographs, and what was passed over.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InfoCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of any format, known by their content.")
    List<Path> files = List.of();

    @Option(names = "--json", description = "Print an array of JSON.")
    boolean json;

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        var read = new ArrayList<LutFacts>();
        for (Path file : files) {
            LutFacts facts = read(file);
            if (facts != null) {
                read.add(facts);
                if (!json) {
                    print(console, facts);
                }
            }
        }
        if (json) {
            console.println(JsonMapper.builder().build().writeValueAsString(read));
        }
        console.flush();
        return read.size() == files.size() ? 0 : 1;
    }

    private @Nullable LutFacts read(Path file) {
        try {
            return LutFacts.of(InputFile.read(file));
        } catch (IOException | Problem e) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.printf("refused %s: %s%n", file, e.getMessage());
            errors.flush();
            return null;
        }
    }

    private static void print(PrintWriter console, LutFacts facts) {
        console.println(facts.file());
        line(console, "format", facts.format());
        if (facts.title() != null) {
            line(console, "title", facts.title());
        }
        line(console, "lattice", "%d × %d × %d points".formatted(facts.size(), facts.size(), facts.size()));
        line(console, "inputs", text(facts.inputs()));
        LutFacts.Curves shaper = facts.shaper();
        if (shaper != null) {
            String same = shaper.same() ? "the same for red, green and blue" : "one for each of red, green and blue";
            line(console, "shaper", "curves of %,d points, %s".formatted(shaper.points(), same));
        }
        line(console, "values", text(facts.values()));
        line(console, "black", "0 becomes " + text(facts.black()));
        line(console, "white", "1 becomes " + text(facts.white()));
        line(console, "greys", facts.neutralGreys() ? "neutral" : "not neutral");
        if (facts.monochrome()) {
            line(console, "colours", "black and white only");
        }
        if (!facts.traits().isEmpty()) {
            line(console, "traits", String.join(", ", facts.traits()));
        }
        LookCharacter character = facts.character();
        line(
                console,
                "does",
                String.format(
                        Locale.ROOT,
                        "warmth %+.2f, contrast × %.2f, saturation × %.2f, lightness %+.2f",
                        character.warmth(),
                        character.contrast(),
                        character.saturation(),
                        character.lightness()));
        facts.warnings().forEach(warning -> line(console, "warning", warning));
    }

    private static void line(PrintWriter console, String name, String text) {
        console.printf("  %-8s %s%n", name, text);
    }

    private static String text(LutFacts.Range range) {
        return "%s to %s".formatted(text(range.from()), text(range.to()));
    }

    private static String text(Rgb color) {
        return color.red() == color.green() && color.red() == color.blue()
                ? text(color.red())
                : "(%s, %s, %s)".formatted(text(color.red()), text(color.green()), text(color.blue()));
    }

    private static String text(float value) {
        return String.format(Locale.ROOT, "%.4f", value)
                .replaceFirst("\\.?0+$", "")
                .replaceFirst("^-0?$", "0");
    }
}
