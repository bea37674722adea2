package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RequestTraceTest extends ServiceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String[] CALLER = {"traceparent", "00-" + TRACE + "-b7ad6b7169203331-00"};
    private static final String[] JSON = {"Content-Type", "application/json"};

    @Autowired
    private ObjectProvider<SpanExporter> exporters;

    @Test
    void namesTheTraceOfTheCallerInAllProblems() {
        Map<Integer, HttpRequest.Builder> requests = new LinkedHashMap<>();
        requests.put(404, request("/luts/nobody"));
        requests.put(401, request("/luts/nobody").DELETE());
        requests.put(413, authorized("/training-jobs", JSON).POST(BodyPublishers.ofByteArray(new byte[2_000_000])));
        requests.put(
                415, authorized("/training-jobs", "Content-Type", "text/plain").POST(BodyPublishers.ofString("a")));
        requests.put(422, request("/luts/kodak-portra-160.cube?res=1"));
        requests.put(400, request("/luts//a"));
        requests.forEach((status, request) -> {
            HttpResponse<byte[]> response = send(request.headers(CALLER));
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(json(response).path("traceId").asString())
                    .as("" + status)
                    .isEqualTo(TRACE);
        });
    }

    @Test
    void makesOneForCallersWithoutATrace() {
        String first = json(get("/luts/nobody")).get("traceId").stringValue();
        String second = json(get("/luts/nobody")).get("traceId").stringValue();
        assertThat(first).matches("[0-9a-f]{32}").isNotEqualTo(second);
    }

    @Test
    void isInTheLinesOfTheRequestAndOfTheJobThatItOrders(CapturedOutput output) {
        HttpResponse<byte[]> activated = send(authorized("/models/active", JSON)
                .headers(CALLER)
                .PUT(BodyPublishers.ofString("{\"model\": \"other\"}")));
        assertThat(activated.statusCode()).isEqualTo(200);
        send(authorized("/models/active", JSON).PUT(BodyPublishers.ofString("{\"model\": \"film\"}")));
        assertThat(line(output, "'other' is active")).contains("[trace=" + TRACE + "]");
        assertThat(line(output, "'film' is active")).contains("[trace=").doesNotContain(TRACE);

        HttpResponse<byte[]> job = send(authorized("/training-jobs", JSON)
                .headers(CALLER)
                .POST(BodyPublishers.ofString("{\"luts\": [\"kodak-portra-160\"]}")));
        String id = json(job).get("id").stringValue();
        get("/training-jobs/%s/events".formatted(id));
        assertThat(line(output, id + " failed")).contains("[trace=" + TRACE + "] [job=" + id + "]");
    }

    @Test
    void sendsNoTraceAnywhereUnlessToldTo() {
        assertThat(exporters).isEmpty();
    }

    private static String line(CapturedOutput output, String part) {
        return output.toString()
                .lines()
                .filter(line -> line.contains(part))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
