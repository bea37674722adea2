package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.TestNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS. */
class Http2Test {

    private static ServedNode node;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    @BeforeAll
    static void start() {
        node = new TestNode(
                TestDatabase.H2.settings(), "server.http2.enabled=true", "lutra.models.path=" + TestModels.folder());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void answersAsOverHttp1() throws IOException, InterruptedException {
        HttpResponse<byte[]> first = client.send(cube().build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> second = client.send(cube().build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> old =
                client.send(cube().version(HttpClient.Version.HTTP_1_1).build(), BodyHandlers.ofByteArray());
        assertThat(List.of(first, second)).allSatisfy(answer -> {
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(old.body());
            assertThat(header(answer, "ETag")).isNotEmpty().isEqualTo(header(old, "ETag"));
            assertThat(header(answer, "Content-Security-Policy")).isNotEmpty();
        });
        HttpResponse<byte[]> known = client.send(
                cube().header("If-None-Match", header(first, "ETag")).build(), BodyHandlers.ofByteArray());
        assertThat(known.statusCode()).isEqualTo(304);
    }

    @Test
    void answersManyRequestsOnOneConnection() {
        List<CompletableFuture<HttpResponse<byte[]>>> answers = IntStream.range(0, 80)
                .mapToObj(i -> client.sendAsync(cube().build(), BodyHandlers.ofByteArray()))
                .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void asksForAKey() throws IOException, InterruptedException {
        client.send(cube().build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> closed = client.send(
                HttpRequest.newBuilder(URI.create(node.address() + "/training-jobs"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(closed.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(closed.statusCode()).isEqualTo(401);
        assertThat(header(closed, "Content-Type")).isEqualTo("application/problem+json");
    }

    /** The server answers and resets the stream. Some clients report only the reset. */
    @Test
    void takesNoLargeBodyAndKeepsTheConnection() throws IOException, InterruptedException {
        client.send(cube().build(), BodyHandlers.ofByteArray());
        var large = HttpRequest.newBuilder(URI.create(node.address() + "/luts/blend"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[2_000_000]))
                .build();
        try {
            assertThat(client.send(large, BodyHandlers.ofByteArray()).statusCode())
                    .isEqualTo(413);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("RST_STREAM");
        }
        assertThat(client.send(cube().build(), BodyHandlers.ofByteArray()).statusCode())
                .isEqualTo(200);
    }

    private HttpRequest.Builder cube() {
        return HttpRequest.newBuilder(URI.create(node.address() + "/luts/0.cube?res=17"));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
