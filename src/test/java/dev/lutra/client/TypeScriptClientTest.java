package dev.lutra.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.lutra.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the README tells, through the client for TypeScript that the build generates from {@code openapi.yaml}. */
@Tag("slow")
class TypeScriptClientTest extends ServiceTest {

    private static final Logger log = LoggerFactory.getLogger(TypeScriptClientTest.class);
    private static final Path SOURCES = Path.of("src/test/typescript");
    /** The build generates the client into a folder of it. */
    private static final Path WORKPLACE = Path.of("target/typescript");

    private static final Path INSTALLED = WORKPLACE.resolve("node_modules/.package-lock.json");
    private static final String LOCK = "package-lock.json";
    private static final Pattern NO_NETWORK = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ENOTCACHED");

    @Test
    void checksItsTypesAndTellsTheStory() throws IOException, InterruptedException {
        if (!run("npm", "--version").succeeded()) {
            skip("there is no Node.js with npm here");
        }
        install();
        Outcome types = run("node", "node_modules/typescript/bin/tsc", "--project", ".");
        assertThat(types.succeeded()).as(types.output).isTrue();
        Outcome story = run("node", "main.js");
        assertThat(story.succeeded()).as(story.output).isTrue();
        assertThat(story.output).contains("The end");
    }

    @Test
    void runsWhatTheDocumentationShows() throws IOException {
        assertThat(Documentation.file(SOURCES.resolve("story.ts"))).contains(Documentation.example("ts"));
    }

    private void install() throws IOException, InterruptedException {
        Path lock = WORKPLACE.resolve(LOCK);
        boolean installed =
                Files.exists(INSTALLED) && Files.exists(lock) && Files.mismatch(SOURCES.resolve(LOCK), lock) < 0;
        try (var sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, WORKPLACE.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!installed) {
            Outcome outcome = run(
                    "npm",
                    "ci",
                    "--prefer-offline",
                    "--ignore-scripts",
                    "--fetch-retries=1",
                    "--no-audit",
                    "--no-fund");
            if (!outcome.succeeded() && NO_NETWORK.matcher(outcome.output).find()) {
                skip("npm has no network");
            }
            assertThat(outcome.succeeded()).as(outcome.output).isTrue();
        }
    }

    /** Says so in the log as well: Maven does not tell why a test is skipped. */
    private static void skip(String reason) {
        log.warn("The client for TypeScript is not tested: {}", reason);
        abort(reason);
    }

    private Outcome run(String... command) throws IOException, InterruptedException {
        Files.createDirectories(WORKPLACE);
        Path output = Files.createTempFile(WORKPLACE, "output-", ".log");
        try {
            var builder = new ProcessBuilder(List.of(command))
                    .directory(WORKPLACE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("LUTRA_URL", address());
            builder.environment().put("LUTRA_KEY", apiKey());
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Outcome(-1, "takes too long: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            // There is no such program.
            return new Outcome(-1, e.toString());
        } finally {
            Files.delete(output);
        }
    }

    private record Outcome(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }
    }
}
