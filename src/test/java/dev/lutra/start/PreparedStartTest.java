package dev.lutra.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.NodeProcess;
import dev.lutra.TestDatabase;
import dev.lutra.TestProcess;
import dev.lutra.Waiting;
import java.io.File;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program, prepared as the build does it, in processes of its own. */
@Tag("slow")
class PreparedStartTest {

    private static final String USED = "Starts with the bean definitions of the build";
    private static final Pattern MANAGEMENT = Pattern.compile("Tomcat started on port (\\d+)");

    @TempDir
    private static Path folder;

    private static Path packaged;

    @BeforeAll
    static void prepare() throws Exception {
        packaged = folder.resolve("packaged");
        Path classes = Path.of(dev.lutra.Lutra.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ProcessBuilder builder = TestProcess.java(
                        List.of(),
                        Preparation.class.getName(),
                        List.of("dev.lutra.Lutra", classes.toString(), packaged.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        // Roles and ports of whoever builds do not matter.
        builder.environment().put("LUTRA_ROLES", "api");
        builder.environment().put("MANAGEMENT_SERVER_PORT", "9000");
        Process preparation = builder.start();
        assertThat(preparation.waitFor(Waiting.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(preparation.exitValue()).isZero();
    }

    @Test
    void servesAndWorks() {
        try (NodeProcess node = start("api,worker")) {
            node.upload(0, 3, false);

            assertThat(node.get("/luts/look-1.cube?res=9").body()).contains("LUT_3D_SIZE 9");
            assertThat(node.get("/actuator/prometheus").body()).contains("lutra_device");
            assertThat(node.get("/v3/api-docs").body()).contains("/training-jobs");
            String job = node.submit("""
                    {"luts": ["look-0", "look-1", "look-2"], "preset": "tiny", "iterations": 20}""");
            assertThat(node.end(job).get("state").stringValue()).isEqualTo("SUCCEEDED");
            assertThat(node.log()).contains(USED);
        }
    }

    @Test
    void leavesOutTheWorker() {
        try (NodeProcess node = start("api")) {
            node.upload(0, 3, false);
            String job = node.submit("""
                    {"luts": ["look-0"], "preset": "tiny", "iterations": 20}""");

            // A worker would take the job up meanwhile.
            for (int strength = 1; strength <= 100; strength++) {
                assertThat(node.get("/luts/look-1.png?level=5&strength=" + strength / 100.0)
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(node.job(job).get("state").stringValue()).isEqualTo("QUEUED");
            assertThat(node.log()).contains(USED);
        }
    }

    @Test
    void servesMetricsOnAPortOfTheirOwn() {
        try (NodeProcess node =
                start("api", "management.server.port=0", "logging.level.org.springframework.boot=info")) {
            assertThat(node.get("/actuator/prometheus").statusCode()).isEqualTo(404);
            assertThat(node.get("/readyz").statusCode()).isIn(200, 503);
            String port = MANAGEMENT
                    .matcher(node.log())
                    .results()
                    .map(result -> result.group(1))
                    .filter(found -> !node.address().endsWith(":" + found))
                    .findFirst()
                    .orElseThrow();
            assertThat(node.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
                                    .GET())
                            .body())
                    .contains("lutra_device");
            assertThat(node.log()).contains(USED);
        }
    }

    @Test
    void comparesWholeListsAndWhereTheyEnd() throws Exception {
        assertThat(Files.readAllLines(packaged.resolve("META-INF/lutra/start/SAME.settings")))
                .contains(
                        "spring.autoconfigure.exclude[1]=org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
                        "spring.autoconfigure.exclude[2]",
                        "spring.main.web-application-type");
    }

    /** These change the bean definitions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy=framework",
                "management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:1/v1/traces"
            })
    void isNotUsedWithOtherSettings(String setting) {
        try (NodeProcess node = start("api", setting)) {
            assertThat(node.get("/livez").statusCode()).isEqualTo(200);
            assertThat(node.log()).doesNotContain(USED);
        }
    }

    private static NodeProcess start(String roles, String... more) {
        String classPath = packaged + File.pathSeparator + TestProcess.classPath();
        return new NodeProcess(
                List.of("-cp", classPath, "-Dlogging.level.dev.lutra.start=debug"),
                roles,
                TestDatabase.H2.settings(),
                more);
    }
}
