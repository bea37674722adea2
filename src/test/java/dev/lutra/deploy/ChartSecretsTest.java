package dev.lutra.deploy;

import static dev.lutra.deploy.Chart.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that has only secrets answers helm. */
@Tag("slow")
class ChartSecretsTest {

    private static final String SECRETS = "/api/v1/namespaces/luts/secrets/";

    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    private HttpServer cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cluster.createContext("/", this::answer);
        cluster.start();
    }

    @AfterEach
    void stop() {
        cluster.stop(0);
    }

    @Test
    void changedSecretsRestartThePodsThatHaveThem() throws Exception {
        var chart = new Chart(folder, "values.yaml");
        List<Object> none = checksums(chart);
        assertThat(none).allSatisfy(sum -> assertThat(sum.toString()).matches("[0-9a-f]{64}"));

        secrets.put("lutra-database", "cGFzc3dvcmQ=");
        secrets.put("lutra-api-key", "a2V5");
        List<Object> first = checksums(chart);
        assertThat(first).doesNotContainAnyElementsOf(none);
        assertThat(checksums(chart)).isEqualTo(first);

        secrets.put("lutra-api-key", "bmV3");
        List<Object> newKey = checksums(chart);
        assertThat(newKey.getFirst()).isNotEqualTo(first.getFirst());
        assertThat(newKey.getLast()).as("the worker has no key").isEqualTo(first.getLast());

        secrets.put("lutra-database", "bmV3");
        assertThat(checksums(chart)).doesNotContainAnyElementsOf(newKey);
    }

    /** Of the api and of the worker. */
    private List<Object> checksums(Chart chart) throws IOException {
        return chart
                .renderPods(
                        URI.create("http://localhost:" + cluster.getAddress().getPort()))
                .stream()
                .map(pod -> at(pod, "metadata", "annotations", "checksum/secrets"))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = "{}";
        if (path.equals("/api/v1")) {
            body = """
                    {"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"secrets",
                    "singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get"]}]}""";
        } else if (path.startsWith(SECRETS) && secrets.containsKey(path.substring(SECRETS.length()))) {
            String name = path.substring(SECRETS.length());
            body = """
                    {"apiVersion":"v1","kind":"Secret","metadata":{"name":"%s"},"data":{"value":"%s"}}""".formatted(name, secrets.get(name));
        } else {
            send(exchange, 404, """
                    {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}""");
            return;
        }
        send(exchange, 200, body);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
