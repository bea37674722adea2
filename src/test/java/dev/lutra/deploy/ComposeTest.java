package dev.lutra.deploy;

import static dev.lutra.deploy.Chart.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private static final Path FILE = Path.of("docker-compose.yml");

    @Test
    void partsWaitForEachOther() throws Exception {
        Map<?, ?> services = (Map<?, ?>) Chart.yaml(FILE).get("services");

        assertThat(at(services, "api", "depends_on", "postgres", "condition")).isEqualTo("service_healthy");
        assertThat(at(services, "worker", "depends_on", "api", "condition")).isEqualTo("service_healthy");
        assertThat(at(services, "worker", "environment", "LUTRA_ROLES")).isEqualTo("worker");
        assertThat(at(services, "worker-gpu", "profiles")).isEqualTo(List.of("gpu"));
        for (String part : List.of("api", "worker", "worker-gpu")) {
            assertThat(at(services, part, "read_only")).isEqualTo(true);
            assertThat(at(services, part, "healthcheck", "test", 1)).isEqualTo("health");
        }
        assertThat(Files.readString(FILE)).doesNotContainPattern("PASSWORD: [^$\\s]");
    }

    @Test
    void isWhatComposeTakes() throws Exception {
        assumeTrue(run("docker", "compose", "version") == 0, "docker compose is not there: its check is left out");
        assertThat(run("docker", "compose", "--profile", "gpu", "config", "--quiet"))
                .isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("LUTRA_API_KEY", "an-admin-key-for-this-test");
        builder.environment().put("LUTRA_DB_PASSWORD", "a-password-for-this-test");
        try {
            Process process = builder.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            return 127;
        }
    }
}
