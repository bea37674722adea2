package dev.lutra.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.NodeProcess;
import dev.lutra.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Spring Boot's settings of the log work as they do without a configuration of our own. */
class LogFormatTest {

    @Test
    void writesJsonToTheConsoleAndTextToAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lutra.log");
        try (var node = new NodeProcess(
                "api",
                TestDatabase.H2.settings(),
                "logging.structured.format.console=ecs",
                "logging.file.name=" + file)) {
            node.awaitReady();
            node.terminate();
            var json = new JsonMapper();
            assertThat(node.log().lines().filter(line -> !line.startsWith("WARNING:")))
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(json.readTree(line).has("message")).isTrue());
            assertThat(Files.readString(file))
                    .contains(" INFO ", "Started Lutra")
                    .doesNotContain("\"message\"");
        }
    }
}
