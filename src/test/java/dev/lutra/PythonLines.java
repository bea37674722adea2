package dev.lutra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs Python that the documents show. */
public final class PythonLines {

    private final Path folder;

    /** Skips the test where there is no python3 with numpy. */
    public PythonLines(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        assumeThat(exitValue(List.of("python3", "-c", "import numpy")))
                .as("python3 with numpy is not here")
                .isZero();
    }

    /** Saves the lines of a document as a module. */
    public void take(String document, String module) throws IOException {
        String text = Files.readString(Path.of(document));
        int start = text.indexOf("```python\n") + 10;
        write(module, text.substring(start, text.indexOf("```", start)));
    }

    /** Saves a module. */
    public void write(String module, String lines) throws IOException {
        Files.writeString(folder.resolve(module + ".py"), lines);
    }

    /** Runs a module. */
    public void run(String module, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of("python3", folder.resolve(module + ".py").toString()));
        command.addAll(List.of(arguments));
        int exitValue = exitValue(command);
        assertThat(exitValue)
                .as(() -> String.join(" ", command) + ": " + output())
                .isZero();
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private int exitValue(List<String> command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.txt").toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }
}
