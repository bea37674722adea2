package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.lutra.Lutra;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application with settings of its own, without models. */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    private static final Pattern KEY = Pattern.compile("lutra_[A-Za-z0-9_-]{43}");

    @TempDir
    private Path folder;

    private final List<ConfigurableApplicationContext> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void showsTheFirstKeyOnce(CapturedOutput output) throws Exception {
        var first = start();
        List<String> keys =
                KEY.matcher(output).results().map(key -> key.group()).toList();
        assertThat(keys).hasSize(1);
        assertThat(output.toString().lines().filter(line -> line.contains(keys.getFirst())))
                .singleElement()
                .asString()
                .contains("WARN", "the only place that shows it", "Authorization: Bearer");
        assertThat(output).doesNotContain("generated security password");
        assertThat(write(first, keys.getFirst(), BodyPublishers.noBody()).statusCode())
                .isEqualTo(404);
        first.close();

        var second = start();
        assertThat(KEY.matcher(output).results()).hasSize(1);
        assertThat(write(second, keys.getFirst(), BodyPublishers.noBody()).statusCode())
                .isEqualTo(404);
        assertThat(write(second, "lutra_unknown", BodyPublishers.noBody()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void limitsUploadsOfUndeclaredLength() throws Exception {
        var lutra = start("--lutra.api-key=the-key-of-the-tests", "--lutra.web.max-upload-size=20KB");
        byte[] upload = ("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.cube\"\r\n\r\n"
                        + " ".repeat(30_000) + "\r\n--x--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (var body : List.of(
                BodyPublishers.ofByteArray(upload),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(upload)))) {
            var response = send(HttpRequest.newBuilder(uri(lutra, "/luts"))
                    .headers(
                            "Authorization", "Bearer the-key-of-the-tests",
                            "Content-Type", "multipart/form-data; boundary=x")
                    .POST(body));
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("request-too-large");
        }
    }

    @Test
    void asksForPatienceWhenKeysCannotBeLookedUp() throws Exception {
        var lutra = start();
        lutra.getBean(HikariDataSource.class).close();
        var response = write(lutra, "lutra_any", BodyPublishers.noBody());
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(response.body()).contains("database-unavailable");
    }

    @Test
    void saysInTheLogWhatIsOurs(CapturedOutput output) throws Exception {
        var lutra = start();
        get(lutra, "/luts");
        String port = String.valueOf(lutra.getEnvironment().getProperty("local.server.port"));
        // The output that Lutra's log goes to has nothing of the tests.
        assertThat(output.getOut().lines())
                .allMatch(line -> line.contains(" dev.lutra."), "a line of Lutra")
                .anyMatch(line -> line.endsWith("Lutra listens on port " + port))
                .filteredOn(line -> line.contains("The device for"))
                .singleElement()
                .asString()
                .contains("The device for requests and jobs is ");
    }

    @Test
    void servesHealthAndFiguresOnlyAsAWorker(CapturedOutput output) throws Exception {
        var worker = start("--lutra.roles=worker");
        assertThat(worker.getEnvironment().getActiveProfiles()).containsExactly("worker");
        for (String path : List.of("/actuator/health/liveness", "/livez", "/readyz", "/actuator/prometheus")) {
            assertThat(get(worker, path).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of(
                "/",
                "/looks/any",
                "/lutra.js",
                "/luts",
                "/api-keys",
                "/v3/api-docs",
                "/swagger-ui/index.html",
                "/nothing")) {
            var response = get(worker, path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.body()).contains("\"code\":\"not-found\"");
        }
        assertThat(write(worker, "any", BodyPublishers.noBody()).statusCode()).isEqualTo(404);
        assertThat(KEY.matcher(output).results()).isEmpty();
    }

    @Test
    void isAliveAndNotReadyWithoutAModel() throws Exception {
        var lutra = start("--lutra.roles=api");
        assertThat(get(lutra, "/livez").statusCode()).isEqualTo(200);
        assertThat(get(lutra, "/luts").statusCode()).isEqualTo(200);
        for (String path : List.of("/readyz", "/actuator/health/readiness", "/actuator/health")) {
            var response = get(lutra, path);
            assertThat(response.statusCode()).as(path).isEqualTo(503);
            assertThat(response.body()).contains("none: train one, or import a file");
        }
    }

    @Test
    void hasBothRolesByDefault() {
        assertThat(start().getEnvironment().getActiveProfiles()).containsExactly("api", "worker");
    }

    @Test
    void refusesUnknownRoles(CapturedOutput output) {
        assertThat(catchThrowable(() -> start("--lutra.roles=api,painter"))).isNotNull();
        assertThat(output).contains("must be api or worker", "painter");
    }

    @Test
    void refusesNoRole(CapturedOutput output) {
        assertThat(catchThrowable(() -> start("--lutra.roles="))).isNotNull();
        assertThat(output).contains("must name a role: api or worker, or both");
    }

    @Test
    void refusesShortKeys(CapturedOutput output) {
        assertThat(catchThrowable(() -> start("--lutra.api-key=too-short-a-key")))
                .isNotNull();
        assertThat(output)
                .contains("LUTRA_API_KEY must have 16 or more characters")
                .doesNotContain("too-short-a-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lutra.device", "lutra.jobs.device"})
    void refusesToComputeOnAnotherDeviceThanTheOneAskedFor(String setting, CapturedOutput output) {
        assertThat(catchThrowable(() -> start("--" + setting + "=cuda:99"))).isNotNull();
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "device 'cuda:99' was asked for", "set LUTRA_DEVICE to auto");
    }

    private ConfigurableApplicationContext start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0", "--LUTRA_DATA=" + folder, "--lutra.models.path=" + folder.resolve("models")));
        arguments.addAll(List.of(settings));
        var lutra = SpringApplication.run(Lutra.class, arguments.toArray(String[]::new));
        started.add(lutra);
        return lutra;
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext lutra, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(lutra, path)));
    }

    /** Gets as far as there being no such thing. */
    private static HttpResponse<String> write(ConfigurableApplicationContext lutra, String key, BodyPublisher body)
            throws Exception {
        return send(HttpRequest.newBuilder(uri(lutra, "/nothing"))
                .header("Authorization", "Bearer " + key)
                .POST(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static URI uri(ConfigurableApplicationContext lutra, String path) {
        return URI.create("http://localhost:" + lutra.getEnvironment().getProperty("local.server.port") + path);
    }
}
