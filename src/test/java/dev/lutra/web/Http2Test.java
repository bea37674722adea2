package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
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
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS. */
class Http2Test extends ServiceTest {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

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
        List<CompletableFuture<HttpResponse<byte[]>>> answers = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(cube().build(), BodyHandlers.ofByteArray()))
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode())
                .isEqualTo(200));
    }

    @Test
    void limitsBodiesAndAsksForKeys() throws IOException, InterruptedException {
        client.send(cube().build(), BodyHandlers.ofByteArray());
        var large = BodyPublishers.ofByteArray(new byte[2_000_000]);
        HttpResponse<byte[]> rejected = client.send(
                authorized("/luts/blend", "Content-Type", "application/json")
                        .POST(large)
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(rejected.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(rejected.statusCode()).isEqualTo(413);
        HttpResponse<byte[]> closed = client.send(
                request("/training-jobs", "Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(closed.statusCode()).isEqualTo(401);
        assertThat(header(closed, "Content-Type")).isEqualTo("application/problem+json");
    }

    private HttpRequest.Builder cube() {
        return HttpRequest.newBuilder(URI.create(address() + "/luts/0.cube?res=17"));
    }
}
