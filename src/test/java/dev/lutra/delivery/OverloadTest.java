package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** More than a node can compute, and more than its memory holds: over HTTP, on a node of little of both. */
@Timeout(300)
class OverloadTest {

    @Test
    void refusesWhatItHasNoRoomForAndAnswersTheRest() throws Exception {
        try (var node = node(
                "lutra.delivery.builds=2",
                "lutra.delivery.streams=2",
                "lutra.delivery.inversions=1",
                "lutra.delivery.stream-above=1MB",
                "lutra.delivery.waiting=0")) {
            List<Callable<HttpResponse<String>>> load = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int look = i % 3;
                int res = 40 + i;
                load.add(() -> node.get("/luts/look-%d/inverse.cube?res=%d".formatted(look, res)));
                load.add(() -> node.get("/luts/look-%d.cube?res=%d".formatted(look, res)));
                load.add(() -> node.get("/luts/look-%d.cube?res=%d".formatted(look, res - 25)));
                load.add(() -> node.get("/luts/look-%d/inverse".formatted(look)));
                load.add(() -> node.get("/livez"));
            }
            List<HttpResponse<String>> answers = all(load);
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
            assertThat(answers)
                    .filteredOn(answer -> answer.uri().getPath().equals("/livez"))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(200);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).allSatisfy(refused -> {
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                assertThat(ServedNode.json(refused).get("code").stringValue()).isEqualTo("overloaded");
            });
            for (String path : new String[] {"/inverse.cube?res=40", ".cube?res=41", ".cube?res=9", "/inverse"}) {
                assertThat(node.get("/luts/look-0" + path).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    /** Of 9 points an edge, 8,748 bytes; while it is read, three times that, and an eighth of the memory is for idle ones. */
    @Test
    void answersAllWhoWantASourceThatFitsOnce() throws Exception {
        try (var node = node(
                "lutra.delivery.source-memory=31KB",
                "lutra.delivery.max-wait=30s",
                "lutra.delivery.streams-per-client=6")) {
            List<Callable<HttpResponse<String>>> load = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int res = 97 + i;
                load.add(() -> node.get("/luts/look-0.cube?res=" + res));
            }
            assertThat(all(load)).extracting(HttpResponse::statusCode).containsOnly(200);
        }
    }

    @Test
    void saysWhichSettingASourceIsTooLargeFor() {
        try (var node = node("lutra.delivery.source-memory=29KB")) {
            for (String path : new String[] {".cube", ".png?level=3", "/inverse.cube", "/inverse"}) {
                HttpResponse<String> refused = node.get("/luts/look-0" + path);
                assertThat(refused.statusCode()).as(path).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                JsonNode problem = ServedNode.json(refused);
                assertThat(problem.get("code").stringValue()).isEqualTo("memory-short");
                assertThat(problem.get("detail").stringValue()).contains("LUTRA_DELIVERY_SOURCE_MEMORY", "-Xmx");
            }
            HttpResponse<String> head =
                    node.send(node.request("/luts/look-0/inverse.cube?res=129").HEAD());
            assertThat(head.statusCode()).isEqualTo(200);
        }
    }

    private static TestNode node(String... settings) {
        var node = new TestNode(TestDatabase.H2.settings(), settings);
        node.upload(0, 3, false);
        return node;
    }

    private static <T> List<T> all(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        var results = new ArrayList<T>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> call : callers.invokeAll(calls)) {
                results.add(call.get());
            }
        }
        return results;
    }
}
