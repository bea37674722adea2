package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.TestProcess;
import dev.lutra.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In a process of its own: the format of logs is a matter of the whole JVM. */
@Tag("slow")
class TraceExportTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PORT = Pattern.compile("Lutra listens on port (\\d+)");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER = "1af7651916cd43dd8448eb211c80319c";
    private static final String UNSAMPLED = "2af7651916cd43dd8448eb211c80319c";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private HttpServer collector;
    private Process lutra;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        var builder = TestProcess.prepare(TestDatabase.H2.settings(), "lutra.api-key=" + TestNode.API_KEY);
        builder.environment()
                .put(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://localhost:" + collector.getAddress().getPort());
        builder.environment().put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
        lutra = builder.redirectOutput(log().toFile()).start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(lutra.destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
        collector.stop(0);
    }

    @Test
    void sendsSampledTracesAndLogsAsEcs() throws Exception {
        URI service = service();
        send(service, "/livez", OTHER, true);
        send(service, "/luts/nobody", UNSAMPLED, false);
        assertThat(send(service, "/luts/nobody", TRACE, true).body()).contains(TRACE);

        String spans = received.poll(60, TimeUnit.SECONDS);
        assertThat(spans).isNotNull().contains(bytes(TRACE), "service.name", "lutra", "http get /luts/{id}");
        assertThat(spans).doesNotContain(bytes(OTHER)).doesNotContain(bytes(UNSAMPLED));

        List<JsonNode> lines =
                Files.readAllLines(log()).stream().map(JSON::readTree).toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.at("/service/name").stringValue()).isEqualTo("lutra");
            assertThat(line.at("/ecs/version").isMissingNode()).isFalse();
        });
        assertThat(lines).noneMatch(line -> line.at("/log/level").stringValue().equals("ERROR"));
    }

    private URI service() {
        Matcher port = Waiting.until(
                "the start",
                () -> {
                    assertThat(lutra.isAlive()).isTrue();
                    return PORT.matcher(Files.readString(log()));
                },
                Matcher::find);
        return URI.create("http://localhost:" + port.group(1));
    }

    private static HttpResponse<String> send(URI service, String path, String trace, boolean sampled) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(service.resolve(path))
                            .header("traceparent", "00-%s-b7ad6b7169203331-0%d".formatted(trace, sampled ? 1 : 0))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static String bytes(String trace) {
        return new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
    }
}
