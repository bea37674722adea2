package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lutra.NodeProcess;
import dev.lutra.RawClient;
import dev.lutra.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.util.unit.DataSize;

/** What proxies see of a node that was asked to stop (SIGTERM). */
class DrainTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The drain of this test is longer than all limits, so that it cannot end early on a slow machine. */
    @Test
    void servesEverythingWhileItIsNotReady() throws Exception {
        try (var node =
                new NodeProcess("api", TestDatabase.H2.settings(), "lutra.web.drain=10m", "management.server.port=0")) {
            node.awaitReady();
            node.upload(0, 1, false);
            try (var kept = new RawClient(node.address())) {
                assertThat(exchange(kept, "HEAD")).startsWith("HTTP/1.1 200 ").doesNotContain("Connection: close");

                node.beginToTerminate();
                await().atMost(LIMIT).until(() -> node.log().contains("Shutdown begins in 600 s"));

                assertThat(node.get("/readyz").statusCode()).isEqualTo(503);
                assertThat(exchange(kept, "GET")).startsWith("HTTP/1.1 200 ").contains("Connection: close");
                assertThat(kept.readAll()).contains("look-0");
                assertThat(kept.isReset()).isFalse();
            }
            assertThat(node.get("/livez").statusCode()).isEqualTo(200);
            assertThat(node.get("/luts/blend.cube?mix=look-0:1&res=5").statusCode())
                    .isEqualTo(200);
            node.upload(1, 2, false);
            assertThat(node.get("/luts/look-1.cube?from=source").statusCode()).isEqualTo(200);
            assertThat(node.isAlive()).isTrue();
        }
    }

    @Test
    void thenStops() {
        try (var node = new NodeProcess("api", TestDatabase.H2.settings(), "lutra.web.drain=1s")) {
            node.awaitReady();
            node.beginToTerminate();
            // A second SIGTERM changes nothing.
            node.beginToTerminate();
            await().atMost(LIMIT).until(() -> !node.isAlive());
            assertThat(node.log())
                    .containsOnlyOnce("Shutdown begins in 1 s")
                    .containsSubsequence("Shutdown begins", "graceful shutdown", "Graceful shutdown complete")
                    .doesNotContain(" ERROR ", "\tat ");
        }
    }

    @Test
    @Timeout(60)
    void endsWhenItIsInterrupted() {
        var context = new StaticApplicationContext();
        Drain drain = forAnHour(context);
        Thread.currentThread().interrupt();
        drain.onClose(new ContextClosedEvent(context));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(60)
    void doesNotBeginWithTheManagementPort() {
        var context = new StaticApplicationContext();
        forAnHour(context).onClose(new ContextClosedEvent(new StaticApplicationContext(context)));
    }

    private static Drain forAnHour(StaticApplicationContext context) {
        var size = DataSize.ofMegabytes(1);
        var time = Duration.ofSeconds(1);
        return new Drain(context, new WebSettings(size, size, size, size, time, time, Duration.ofHours(1)));
    }

    private static String exchange(RawClient client, String method) throws IOException {
        return client.send(method + " /luts/look-0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .readHeader();
    }
}
