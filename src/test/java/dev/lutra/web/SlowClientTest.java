package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lutra.RawClient;
import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Clients that take their time, at sockets, with limits of a second or two. */
@ExtendWith(OutputCaptureExtension.class)
class SlowClientTest {

    private static final String KEY = "Authorization: Bearer " + ServedNode.API_KEY + "\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Of 7 MB, more than the buffers of a connection hold. */
    private static final String LARGE = "/luts/look-0.cube?res=65";

    private static ServedNode node;

    private final List<RawClient> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        node = new TestNode(
                TestDatabase.H2.settings(),
                "server.tomcat.connection-timeout=6s",
                "server.tomcat.keep-alive-timeout=4s",
                "server.forward-headers-strategy=native",
                "lutra.web.min-rate=256KB",
                "lutra.web.rate-window=1s",
                "lutra.web.header-time=2s",
                "lutra.delivery.stream-above=1MB",
                "lutra.delivery.streams=3",
                "lutra.delivery.streams-per-client=2",
                "lutra.delivery.stream-time=6s");
        node.upload(0, 1, false);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void disconnect() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void leavesPlacesToOthersAndGetsThemBack() throws IOException {
        RawClient first = stream("203.0.113.1");
        assertThat(first.readHeader()).startsWith("HTTP/1.1 200 ");
        assertThat(stream("203.0.113.1").readHeader()).startsWith("HTTP/1.1 200 ");
        assertThat(stream("203.0.113.1").readHeader())
                .startsWith("HTTP/1.1 429 ")
                .contains("Retry-After: 1");
        assertThat(stream("203.0.113.2").readHeader()).startsWith("HTTP/1.1 200 ");
        assertThat(stream("203.0.113.3").readHeader()).startsWith("HTTP/1.1 429 ");
        // None of them reads on, and all are cut.
        await().atMost(PATIENCE).until(() -> stream("203.0.113.1").readHeader().startsWith("HTTP/1.1 200 "));
        assertThat(first.readAll()).doesNotContain("\r\n0\r\n\r\n");
        assertThat(first.isReset()).isTrue();
    }

    @Test
    void cutsReadersBelowTheRate() throws IOException {
        RawClient slow = stream("203.0.113.4");
        assertThat(slow.readHeader()).startsWith("HTTP/1.1 200 ");
        assertThat(readSlowly(slow, 4_096, 50)).isLessThan(7_000_000);
        assertThat(slow.isReset()).isTrue();
    }

    @Test
    void cutsReadersThatTakeTooLong(CapturedOutput output) throws IOException {
        RawClient slow = stream("203.0.113.5");
        assertThat(slow.readHeader()).startsWith("HTTP/1.1 200 ");
        assertThat(readSlowly(slow, 65_536, 80)).isLessThan(7_000_000);
        assertThat(slow.isReset()).isTrue();
        assertThat(output).contains("a client took more than 6 s over an answer");
    }

    @Test
    void givesLargeAnswersInWholeToOthers() throws IOException {
        assertThat(stream("203.0.113.6").readAll()).startsWith("HTTP/1.1 200 ").endsWith("\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "GET /luts HTTP/1.1\r\nHost: localhost\r\nX: "})
    void endsConnectionsThatSayNothing(String beginning) throws IOException {
        RawClient silent = client();
        assertThat(silent.send(beginning).readAll()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /luts", "GET /luts HTTP/1.1\r\nHost: localhost\r\nX: "})
    void endsHeadersThatDrip(String beginning) throws IOException {
        RawClient dripping = client();
        dripping.send(beginning);
        awaitEnd(dripping, "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /luts/blend HTTP/1.1\r\nContent-Type: application/json\r\n",
                "POST /luts HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\n" + "KEY",
                "POST /luts HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\n",
                "GET /luts HTTP/1.1\r\n",
                "POST /nothing HTTP/1.1\r\n",
                "GET /livez HTTP/1.1\r\n",
            })
    void endsBodiesThatDrip(String request) throws IOException {
        for (String length : List.of("Content-Length: 100000", "Transfer-Encoding: chunked")) {
            RawClient dripping = client();
            dripping.send(request.replace("KEY", KEY) + "Host: localhost\r\n" + length + "\r\n\r\n");
            awaitEnd(dripping, length.startsWith("C") ? " " : "1\r\n \r\n");
        }
    }

    @Test
    void keepsConnectionsThatSendOneRequestAfterAnother() throws IOException {
        RawClient client = client();
        for (int i = 0; i < 6; i++) {
            client.send("HEAD /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHeader()).startsWith("HTTP/1.1 200 ");
            pause(500);
        }
    }

    /** Sends a drop again and again until the server does not take it any more. */
    private static void awaitEnd(RawClient client, String drop) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            try {
                client.send(drop);
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private static long readSlowly(RawClient client, int bytes, int millis) throws IOException {
        var buffer = new byte[bytes];
        long all = 0;
        for (int count = client.read(buffer); count >= 0; count = client.read(buffer)) {
            all += count;
            pause(millis);
        }
        return all;
    }

    /** The pace of a client, which nothing tells when to go on. */
    private static void pause(int millis) {
        Waiting.pause(Duration.ofMillis(millis));
    }

    private RawClient client() throws IOException {
        var client = new RawClient(node.address(), 1 << 14);
        clients.add(client);
        return client;
    }

    private RawClient stream(String address) throws IOException {
        return client().send("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: %s\r\n\r\n"
                .formatted(LARGE, address));
    }
}
