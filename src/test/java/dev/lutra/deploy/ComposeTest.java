package dev.lutra.deploy;

import static dev.lutra.deploy.Chart.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

class ComposeTest {

    private static final Path FILE = Path.of("docker-compose.yml");
    private static final Path PROXY = Path.of("src/main/docker/proxy");
    private static final List<String> APIS = List.of("api-1", "api-2");

    private static Map<?, ?> services;

    @BeforeAll
    static void read() throws IOException {
        services = (Map<?, ?>) Chart.yaml(FILE).get("services");
    }

    @Test
    void partsWaitForEachOther() {
        APIS.forEach(api -> {
            assertThat(at(services, api, "depends_on", "postgres", "condition")).isEqualTo("service_healthy");
            assertThat(at(services, "proxy", "depends_on", api, "condition")).isEqualTo("service_healthy");
        });
        assertThat(at(services, "worker", "depends_on", "api-1", "condition")).isEqualTo("service_healthy");
        assertThat(at(services, "worker", "environment", "LUTRA_ROLES")).isEqualTo("worker");
        assertThat(at(services, "worker-gpu", "profiles")).isEqualTo(List.of("gpu"));
        assertThat(at(services, "proxy-tls", "profiles")).isEqualTo(List.of("tls"));
    }

    @Test
    void givesNobodyMoreThanHeNeeds() throws Exception {
        services.forEach((name, service) -> {
            assertThat(at(service, "healthcheck", "test", 0)).as("%s", name).isEqualTo("CMD");
            if (!"postgres".equals(name)) {
                assertThat(at(service, "read_only")).as("%s", name).isEqualTo(true);
                assertThat(at(service, "cap_drop")).as("%s", name).isEqualTo(List.of("ALL"));
            }
            Object ports = at(service, "ports");
            if (ports instanceof List<?> published) {
                assertThat(published)
                        .allSatisfy(port -> assertThat(port.toString()).contains(":-127.0.0.1}:"));
            }
        });
        assertThat(at(services, "worker", "environment").toString()).doesNotContain("API_KEY");
        assertThat(Files.readString(FILE)).doesNotContainPattern("PASSWORD: [^$\\s]");
    }

    @Test
    void proxiesReachTheApisOnly() throws Exception {
        String upstreams = Files.readString(PROXY.resolve("apis.caddy"));
        assertThat(upstreams).contains("reverse_proxy api-1:8080 api-2:8080 {", "health_uri /readyz");
        APIS.forEach(api -> {
            assertThat(at(services, api, "ports")).isNull();
            assertThat(at(services, api, "environment", "SERVER_FORWARD_HEADERS_STRATEGY"))
                    .isEqualTo("native");
        });
        assertThat(at(services, "proxy-tls", "command").toString()).contains("/etc/caddy/tls.caddy");
        for (String file : List.of("Caddyfile", "tls.caddy")) {
            assertThat(Files.readString(PROXY.resolve(file))).contains("import apis.caddy", "\timport apis\n");
        }
    }

    /** Without this option, Caddy now and then cuts the answer to a POST: docs/benchmarks/proxy-answers.py. */
    @Test
    void proxiesPassAnswersOnWhole() throws Exception {
        for (String file : List.of("Caddyfile", "tls.caddy")) {
            assertThat(Files.readString(PROXY.resolve(file)))
                    .containsPattern("\\tservers \\{[^}]*\\tenable_full_duplex\n");
        }
    }

    /** The proxies see that an api is not ready, then it ends the requests under way, and only then is it killed. */
    @Test
    void apisHaveTheTimeToStop() throws Exception {
        String upstreams = Files.readString(PROXY.resolve("apis.caddy"));
        Duration seen = time(upstreams, "health_interval (\\S+)").plus(time(upstreams, "health_timeout (\\S+)"));
        Duration requests =
                time(Files.readString(Path.of("src/main/resources/application.yaml")), "per-shutdown-phase: (\\S+)");
        APIS.forEach(api -> {
            Duration drain = DurationStyle.detectAndParse(
                    at(services, api, "environment", "LUTRA_WEB_DRAIN").toString());
            Duration grace = DurationStyle.detectAndParse(
                    at(services, api, "stop_grace_period").toString());
            assertThat(drain).isGreaterThan(seen);
            assertThat(grace).isGreaterThan(drain.plus(requests));
        });
    }

    /** Every process has a pool of connections. An administrator needs some, too. */
    @Test
    void databaseHasConnectionsForAll() throws Exception {
        Matcher pool =
                match(Files.readString(Path.of("src/main/resources/application.yaml")), "maximum-pool-size: (\\d+)");
        Matcher limit = match(at(services, "postgres", "command").toString(), "max_connections=(\\d+)");
        long processes = services.keySet().stream()
                .filter(name -> name.toString().matches("(api|worker).*"))
                .count();
        assertThat(processes).isEqualTo(4);
        assertThat(Long.parseLong(limit.group(1)))
                .isGreaterThanOrEqualTo(processes * Long.parseLong(pool.group(1)) + 10);
    }

    @Test
    void passesBuildArgumentsOn() throws Exception {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        List<String> passed = ((List<?>) at(services, "api-1", "build", "args"))
                .stream().map(Object::toString).toList();
        assertThat(passed)
                .contains("JDK_IMAGE", "BASE_IMAGE", "JAR")
                .allSatisfy(argument -> assertThat(dockerfile).contains("\nARG " + argument + "="));
        assertThat(at(services, "worker-gpu", "build", "args")).isEqualTo(passed);
        assertThat(at(services, "worker-gpu", "build", "target")).isEqualTo("cuda");
    }

    @Test
    void isWhatComposeTakes() throws Exception {
        assumeTrue(run("docker", "compose", "version") == 0, "docker compose is not there: its check is left out");
        assertThat(run("docker", "compose", "--profile", "gpu", "--profile", "tls", "config", "--quiet"))
                .isZero();
    }

    private static Duration time(String text, String pattern) {
        return DurationStyle.detectAndParse(match(text, pattern).group(1));
    }

    private static Matcher match(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher;
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
