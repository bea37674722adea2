package dev.lutra.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.TestProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** In processes of its own, as its settings are variables of the environment. */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class MigrateCommandTest {

    private static final Pattern CURRENT = Pattern.compile("The schema has version (\\d+): nothing to do\\.\n");

    private record Run(int status, String output) {}

    @ParameterizedTest
    @EnumSource
    void updatesTheSchemaForNodesThatMayNot(TestDatabase kind, CapturedOutput log) throws Exception {
        Map<String, Object> database = kind.settings();
        assertThat(catchThrowable(() -> new TestNode(database, "lutra.database.migrate=false")))
                .isNotNull();
        assertThat(log)
                .contains(
                        "APPLICATION FAILED TO START",
                        "The database is empty, and this Lutra needs schema version",
                        "Run 'lutra migrate'");

        Run first = migrate(database);
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output())
                .startsWith("applied 1 types\napplied 2 library\n")
                .contains("The schema went from an empty database to version ");

        Run second = migrate(database);
        assertThat(second.status()).isZero();
        assertThat(CURRENT.matcher(second.output()).results().map(MatchResult::group))
                .containsExactly(second.output());

        try (var node = new TestNode(database, "lutra.database.migrate=false")) {
            assertThat(node.get("/luts").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysThatTheDatabaseIsOutOfReach() throws Exception {
        Run run = migrate(Map.of("spring.datasource.url", "jdbc:postgresql://localhost:" + unusedPort() + "/lutra"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("lutra: The schema was not migrated: ")
                .containsIgnoringCase("refused")
                .doesNotContain("\tat ");
    }

    private static Run migrate(Map<String, Object> database) throws IOException, InterruptedException {
        ProcessBuilder builder = TestProcess.java(List.of(), "dev.lutra.Lutra", List.of("migrate"));
        database.forEach((name, value) ->
                builder.environment().put(name.toUpperCase(Locale.ROOT).replace('.', '_'), value.toString()));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
