package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

/** An api whose health and metrics have a port of their own. */
@Tag("slow")
class ManagementPortTest {

    private static TestNode node;
    private static int management;

    @BeforeAll
    static void start() {
        node = new TestNode(TestDatabase.H2.settings(), "management.server.port=0", "lutra.roles=api");
        management = node.bean(Environment.class).getRequiredProperty("local.management.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void hasHealthAndMetricsThere() throws Exception {
        assertThat(managed("GET", "/actuator/prometheus").body()).contains("\njvm_memory_used_bytes{");
        assertThat(managed("GET", "/actuator/info").body()).contains("\"devices\"");
        // There is no model.
        assertThat(managed("GET", "/actuator/health").statusCode()).isEqualTo(503);
        assertThat(managed("GET", "/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/info", "/actuator/prometheus"})
    void hasNoneOfThemBesideTheLooks(String path) {
        assertIsNotFound(node.get(path));
    }

    @Test
    void hasTheProbesBesideTheLooksThatTheyAreAbout() {
        assertThat(node.get("/livez").statusCode()).isEqualTo(200);
        assertThat(node.get("/readyz").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/luts",
                "/luts/0.cube",
                "/api-keys",
                "/models",
                "/v3/api-docs",
                "/swagger-ui.html",
                "/lutra.js",
                "/favicon.ico",
                "/nothing"
            })
    void hasNothingElseThere(String path) throws Exception {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            assertIsNotFound(managed(method, path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void takesNoWritesThere(String method) throws Exception {
        assertThat(managed(method, "/actuator/health").statusCode()).isEqualTo(405);
    }

    @Test
    void explainsMalformedRequestsThereToo() throws Exception {
        try (var socket = new Socket("localhost", management)) {
            socket.getOutputStream()
                    .write("GET /actuator/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"code\":");
        }
    }

    private static void assertIsNotFound(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"not-found\"");
    }

    private static HttpResponse<String> managed(String method, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + management + path))
                            .header("Authorization", "Bearer " + TestNode.API_KEY)
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
