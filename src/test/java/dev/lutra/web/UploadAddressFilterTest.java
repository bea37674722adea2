package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lutra.RawClient;
import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multipart bodies to all kinds of addresses, at a socket: what is answered before they end, and what reaches the disk. */
class UploadAddressFilterTest {

    private static final String KEY = "Authorization: Bearer " + ServedNode.API_KEY + "\r\n";
    /** Beyond what is kept in memory, and not the end of the body. */
    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.cube\"\r\n\r\n" + " ".repeat(300_000);

    @TempDir
    private static Path folder;

    private static ServedNode node;

    @BeforeAll
    static void start() {
        node = new TestNode(
                TestDatabase.H2.settings(),
                "server.tomcat.basedir=" + folder,
                "server.tomcat.connection-timeout=2s",
                "lutra.web.rate-window=1s");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /luts, false, 415",
        "GET, /luts?q=a, true, 415",
        "GET, /, false, 415",
        "GET, /readyz, false, 415",
        "GET, /nothing, false, 415",
        "GET, /training-jobs, false, 415",
        "GET, /swagger-ui/index.html, false, 415",
        "GET, /actuator/health, false, 415",
        "HEAD, /luts, false, 415",
        "OPTIONS, /luts, false, 415",
        "POST, /luts, false, 401",
        "POST, /luts?title=a, false, 401",
        "POST, /training-jobs, false, 401",
        "POST, /luts/blend, false, 415",
        "POST, /luts/blend, true, 415",
        "POST, /nothing, true, 415",
        "PUT, /models/active, true, 415",
        "DELETE, /luts/0, true, 415",
        "POST, /api-keys, true, 415",
    })
    void answersAtOnceAndWritesNothing(String method, String path, boolean withKey, int status) throws IOException {
        for (String type : List.of("multipart/form-data", "Multipart/Form-Data", "multipart/mixed")) {
            String header = "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: %s; boundary=x\r\n"
                    .formatted(method, path, withKey ? KEY : "", type);
            for (String body : List.of(
                    "Content-Length: 10000000\r\n\r\n" + PART, "Transfer-Encoding: chunked\r\n\r\n100000\r\n" + PART)) {
                try (var client = new RawClient(node.address())) {
                    assertThat(client.send(header + body).readHeader())
                            .as("%s, %s", type, body.substring(0, 20))
                            .startsWith("HTTP/1.1 " + status + " ")
                            .containsIgnoringCase("application/problem+json");
                    assertThat(files()).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/luts", "/training-jobs"})
    void readsUploadsWithAKey(String path) throws IOException {
        try (var client = new RawClient(node.address())) {
            client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + KEY
                    + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 10000000\r\n\r\n" + PART);
            await().atMost(Duration.ofSeconds(30)).until(() -> !files().isEmpty());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> files().isEmpty());
    }

    /** The answer comes first, and the connection ends soon after: what is left of a body is not waited for. */
    @Test
    void doesNotWaitForTheRestOfARefusedBody() throws IOException {
        try (var client = new RawClient(node.address())) {
            client.send("POST /luts HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 10000000\r\n\r\n" + PART);
            assertThat(client.readAll()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void takesOnlyFormData() throws IOException {
        try (var client = new RawClient(node.address())) {
            client.send("POST /luts HTTP/1.1\r\nHost: localhost\r\n" + KEY
                    + "Content-Type: multipart/mixed; boundary=x\r\nContent-Length: 10000000\r\n\r\n" + PART);
            assertThat(client.readHeader()).startsWith("HTTP/1.1 415 ");
            assertThat(files()).isEmpty();
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
