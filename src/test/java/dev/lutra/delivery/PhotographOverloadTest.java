package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.image.ImageType;
import dev.lutra.image.TestImages;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More photographs than a node can compute, or has memory for: over HTTP, on a node of little of both. */
@Timeout(300)
class PhotographOverloadTest {

    @Test
    void refusesWhatItHasNoRoomFor() throws Exception {
        try (var node = new TestNode(
                TestDatabase.H2.settings(),
                "lutra.image.places=1",
                "lutra.image.memory=8MB",
                "lutra.image.max-pixels=1000000",
                "lutra.delivery.waiting=0",
                "lutra.delivery.max-wait=100ms")) {
            node.upload(0, 3, false);
            byte[] file = TestImages.write(ImageType.PNG, 600, 400, 3, 8);
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(() -> apply(node, file));
            }
            var statuses = new ArrayList<Integer>();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<HttpResponse<String>> call : callers.invokeAll(calls)) {
                    statuses.add(call.get().statusCode());
                }
            }
            assertThat(statuses).contains(200).containsOnly(200, 429);
            assertThat(apply(node, file).statusCode()).isEqualTo(200);

            // A refusal can be lost if much more than 2 MB of the body are still unread: PacedBodies then closes.
            HttpResponse<String> large = apply(node, TestImages.black(1200, 800, 3, 16));
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(ServedNode.json(large).get("detail").stringValue()).contains("LUTRA_IMAGE_MEMORY", "-Xmx");
            HttpResponse<String> many = apply(node, TestImages.write(ImageType.PNG, 1200, 900, 1, 8));
            assertThat(many.statusCode()).isEqualTo(413);
            assertThat(ServedNode.json(many).get("detail").stringValue()).contains("1,200 × 900", "1,000,000");
        }
    }

    private static HttpResponse<String> apply(TestNode node, byte[] png) {
        return node.send(node.request("/luts/look-0/apply")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(png)));
    }
}
