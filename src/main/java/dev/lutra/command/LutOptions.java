package dev.lutra.command;

import dev.lutra.problem.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for the LUTs of a command. */
final class LutOptions {

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--luts",
            required = true,
            paramLabel = "FOLDER|ZIP",
            description = "LUTs: .cube files and Hald .png images below a folder or in a zip archive.")
    @Nullable
    Path luts;

    @Option(
            names = "--only",
            paramLabel = "FILE",
            description =
                    "Use only the LUTs whose file names (without extension) this text file lists, one on each line.")
    @Nullable
    Path only;

    @Option(
            names = "--rename",
            paramLabel = "REGEX=TEXT",
            description = "Make titles from file names: replace what the regular expression finds by the text.")
    @Nullable
    String rename;

    /** Reads the LUTs and prints the rejected files. */
    List<SourceLut> read(PrintWriter out) throws IOException {
        if (luts == null || !Files.exists(luts)) {
            throw failure("there is no folder or archive " + luts);
        }
        LutCollection collection = LutCollection.read(luts, this::title);
        for (LutCollection.Remark rejected : collection.rejected()) {
            out.printf("refused %s: %s%n", rejected.path(), rejected.text());
        }
        for (LutCollection.Remark warning : collection.warnings()) {
            out.printf("warning %s: %s%n", warning.path(), warning.text());
        }
        List<SourceLut> found = only == null ? collection.luts() : filtered(collection.luts(), only);
        if (found.isEmpty()) {
            throw failure("%s holds no LUT that can be read".formatted(luts));
        }
        out.printf("%d LUTs from %s%n", found.size(), luts.getFileName());
        out.flush();
        return found;
    }

    private static List<SourceLut> filtered(List<SourceLut> found, Path only) throws IOException {
        List<String> names =
                Files.readAllLines(only).stream().map(PlainText::cleaned).toList();
        return found.stream()
                .filter(lut -> names.contains(fileName(lut.path())))
                .toList();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    }

    private String title(String fileName) {
        if (rename == null) {
            return fileName;
        }
        int split = rename.lastIndexOf('=');
        if (split < 1) {
            throw failure("--rename wants REGEX=TEXT, not '" + rename + "'");
        }
        try {
            return Pattern.compile(rename.substring(0, split))
                    .matcher(fileName)
                    .replaceAll(rename.substring(split + 1));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw failure("--rename: " + e.getMessage());
        }
    }

    private ParameterException failure(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
