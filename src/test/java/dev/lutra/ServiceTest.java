package dev.lutra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service over HTTP. All subclasses share one application, so that none may change its settings. */
@SpringBootTest(classes = Lutra.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class ServiceTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String API_KEY = "the-key-of-the-tests";

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("lutra.models.path", Models.FOLDER::toString);
        Database.SETTINGS.forEach((name, value) -> registry.add(name, () -> value));
        registry.add("lutra.api-key", () -> API_KEY);
    }

    @BeforeEach
    void waitUntilReady() {
        Waiting.until("readiness", () -> get("/readyz"), answer -> answer.statusCode() == 200);
    }

    /** Sends GET; headers are names and values in turn. */
    protected HttpResponse<byte[]> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    protected HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address() + path)).timeout(Waiting.LIMIT);
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** With an admin key. */
    protected HttpRequest.Builder authorized(String path, String... headers) {
        return request(path, headers).header("Authorization", "Bearer " + API_KEY);
    }

    protected int port() {
        return port;
    }

    /** Where the service is. */
    protected String address() {
        return "http://localhost:" + port;
    }

    /** An admin key. */
    protected static String apiKey() {
        return API_KEY;
    }

    protected static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    protected static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    protected static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    /** Written once for all tests of a run. */
    private static final class Models {

        static final Path FOLDER = TestModels.folder();
    }

    /** New in every run. */
    private static final class Database {

        static final Map<String, Object> SETTINGS = TestDatabase.H2.settings();
    }
}
