package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.ServiceTest;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.request.ServletWebRequest;

@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTest extends ServiceTest {

    @Test
    void answersUnknownPaths() {
        for (String path : new String[] {"/nothing", "/actuator/nothing", "/luts/a/b/c"}) {
            var response = get(path);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(json(response).get("code").stringValue()).isEqualTo("not-found");
            assertThat(json(response).get("instance").stringValue()).isEqualTo(path);
        }
    }

    @Test
    void answersWrongMethodsAndTypes() {
        var response = send(request("/luts").DELETE());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).contains("GET");
        assertThat(json(response).get("code").stringValue()).isEqualTo("method-not-allowed");

        response = get("/luts", "Accept", "image/png");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(json(response).get("code").stringValue()).isEqualTo("not-acceptable");
    }

    @Test
    void refusesLargeBodies() {
        var large = new byte[2_000_000];
        var declared = send(request("/luts").POST(BodyPublishers.ofByteArray(large)));
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(json(declared).get("code").stringValue()).isEqualTo("request-too-large");
    }

    @Test
    void keepsTheCauseOfFailuresToItself(CapturedOutput output) throws Exception {
        var request = new ServletWebRequest(new MockHttpServletRequest(), new MockHttpServletResponse());
        var answer = new ProblemAdvice().handleUnforeseen(new IllegalStateException("secret"), request);
        assertThat(Objects.requireNonNull(answer).getStatusCode().value()).isEqualTo(500);
        assertThat(answer.getBody()).asString().contains("errorId").doesNotContain("secret");
        assertThat(output).contains("secret");
    }

    @Test
    void countsWhatIsReadOfUndeclaredBodies() throws Exception {
        var limit = DataSize.ofBytes(10);
        var request = new MockHttpServletRequest();
        request.setContent(new byte[11]);
        InputStream in = new RequestSizeFilter.LimitedRequest(request, limit).getInputStream();
        assertThatExceptionOfType(RequestTooLarge.class).isThrownBy(in::readAllBytes);
    }

    @Test
    void letsPagesAnywhereRead() {
        var response = get("/luts/0.cube?res=2", "Origin", "https://example.org");
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(response, "Access-Control-Expose-Headers")).contains("ETag");
    }
}
