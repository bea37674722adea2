package dev.lutra.web;

import static dev.lutra.ServedNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ControlCharactersTest {

    /** As JSON has them. */
    private static final List<String> BAD = List.of(
            "\\u0000",
            "\\t",
            "\\r\\n",
            "\\u001b[31m",
            "\\u007f",
            "\\u0085",
            "\\u009b",
            "\\u2028",
            "\\u2029",
            "\\u202e",
            "\\u2066",
            "\\ud800");

    @ParameterizedTest
    @EnumSource
    void areRefusedWhereverTheyStand(TestDatabase product, CapturedOutput output) {
        try (var node = new TestNode(product.settings(), "lutra.roles=api")) {
            int printed = output.length();
            BAD.forEach(bad -> bodies(node, bad));
            addresses(node);
            texts(node);
            assertThat(output.toString().substring(printed))
                    .doesNotContain("The request failed", "\u001b[31m", "\tat ");
        }
    }

    private static void bodies(TestNode node, String bad) {
        refused(node.post("/training-jobs", "{\"name\": \"a%sb\"}".formatted(bad)), "name");
        refused(node.post("/training-jobs", "{\"luts\": [\"0\", \"a%sb\"]}".formatted(bad)), "luts[1]");
        refused(node.post("/training-jobs", "{\"mode\": \"encode\", \"model\": \"a%s\"}".formatted(bad)), "model");
        refused(node.post("/api-keys", "{\"name\": \"%sb\"}".formatted(bad)), "name");
        refused(
                node.send(node.request("/models/active")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"model\": \"a%s\"}".formatted(bad)))),
                "model");
        HttpResponse<String> blend = node.post("/luts/blend", "{\"weights\": {\"a%sb\": 1}}".formatted(bad));
        // Half a surrogate pair is no name to the parser, which says so itself.
        assertThat(blend.statusCode()).as(blend.body()).isEqualTo(bad.equals("\\ud800") ? 400 : 422);
        assertThat(blend.body()).contains("\"field\":\"weights");
    }

    private static void addresses(TestNode node) {
        for (String bad : List.of("\0", "\r\n", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\u202e")) {
            String encoded = URLEncoder.encode("a" + bad, StandardCharsets.UTF_8);
            for (String parameter : List.of(
                    "/luts?q",
                    "/luts?tag",
                    "/luts?sort",
                    "/luts?model",
                    "/luts/0?model",
                    "/luts/0.cube?model",
                    "/luts/0.png?from",
                    "/luts/blend.cube?mix",
                    "/luts/0/inverse?model",
                    "/models/film.safetensors?luts",
                    "/training-jobs?page")) {
                refused(node.get(parameter + "=" + encoded), parameter.substring(parameter.indexOf('?') + 1));
            }
            for (String path : List.of(
                    "/luts/%s",
                    "/luts/%s.cube",
                    "/luts/%s/inverse.cube",
                    "/models/%s",
                    "/models/%s.safetensors",
                    "/training-jobs/%s",
                    "/training-jobs/%s/events",
                    "/api-keys/%s")) {
                HttpResponse<String> answer = node.get(path.formatted(encoded));
                assertThat(answer.statusCode()).as(path + " " + answer.body()).isIn(400, 422);
                // Tomcat's own come with a charset.
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/problem+json");
            }
            assertThat(node.delete("/luts/" + encoded).statusCode()).isIn(400, 422);
        }
    }

    /** What only looks like one of them is text. */
    private static void texts(TestNode node) {
        Stream.of("👩‍💻 夜景", "Ночной город", "café ﬁlm", "می‌خواهم", "a\\\\u0000", "%00")
                .forEach(text -> {
                    HttpResponse<String> key = node.post("/api-keys", "{\"name\": \"%s\"}".formatted(text));
                    assertThat(key.statusCode()).as(key.body()).isEqualTo(201);
                    assertThat(json(key).get("name").stringValue()).isEqualTo(text.replace("\\\\", "\\"));
                    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
                    assertThat(node.get("/luts?q=" + encoded).statusCode()).isEqualTo(200);
                });
    }

    private static void refused(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("code").stringValue()).isEqualTo("invalid-parameters");
        assertThat(json(answer).at("/errors/0/field").stringValue()).isEqualTo(field);
    }
}
