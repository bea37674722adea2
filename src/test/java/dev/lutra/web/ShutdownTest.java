package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lutra.NodeProcess;
import dev.lutra.RawClient;
import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process that is asked to stop (SIGTERM) while it is busy. */
class ShutdownTest {

    private static final String FILE = "LUT_3D_SIZE 2\n" + "0 0 1\n".repeat(8);
    private static final String HEAD =
            "HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ServedNode.API_KEY + "\r\n";

    @Test
    void endsWhatItHasBegun() throws Exception {
        Map<String, Object> database = TestDatabase.H2.settings();
        try (var node = new NodeProcess("api", database)) {
            node.awaitReady();
            node.upload(0, 1, false);
            String job = node.submit("{\"luts\":[\"look-0\"],\"preset\":\"tiny\"}");
            try (var events = new RawClient(node.address());
                    var stream = new RawClient(node.address());
                    var upload = new RawClient(node.address())) {
                events.send("GET /training-jobs/" + job + "/events " + HEAD + "\r\n");
                assertThat(events.readHeader()).startsWith("HTTP/1.1 200 ");
                stream.send("GET /luts/look-0.cube?res=129 " + HEAD + "\r\n");
                assertThat(stream.readHeader()).startsWith("HTTP/1.1 200 ");
                String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"late.cube\"\r\n\r\n"
                        + FILE + "\r\n--x--\r\n";
                upload.send("POST /luts?encode=false " + HEAD
                        + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(body.length(), body.substring(0, 100)));

                node.beginToTerminate();
                // A listener hears the end of its stream, and comes back by itself.
                assertThat(events.readAll()).contains("QUEUED").endsWith("\r\n0\r\n\r\n");
                assertThat(events.isReset()).isFalse();
                await().atMost(Duration.ofSeconds(30)).until(() -> node.log().contains("graceful shutdown"));

                upload.send(body.substring(100));
                assertThat(upload.readHeader()).startsWith("HTTP/1.1 201 ");
                assertThat(stream.readAll()).endsWith("\r\n0\r\n\r\n");
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> !node.isAlive());
            assertThat(node.log()).contains("Graceful shutdown complete").doesNotContain(" ERROR ", "\tat ");
        }
        try (var again = new TestNode(database)) {
            assertThat(again.get("/luts/late.cube?from=source").statusCode()).isEqualTo(200);
        }
    }
}
