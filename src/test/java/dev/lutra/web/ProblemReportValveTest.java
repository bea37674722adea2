package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over a plain socket, for no client sends such requests. */
class ProblemReportValveTest extends ServiceTest {

    @ParameterizedTest
    @CsvSource({
        "GET /luts/%zz HTTP/1.1, 400",
        "GET /luts/{a} HTTP/1.1, 400",
        "GET /luts/a%2Fb HTTP/1.1, 400",
        "GET /luts/a;b HTTP/1.1, 400",
        "GET /luts//a HTTP/1.1, 400",
        "GET /luts/%00 HTTP/1.1, 400",
        "GET luts HTTP/1.1, 400",
        "nonsense, 400",
        "GET /luts HTTP/9.9, 505",
        "GET /error HTTP/1.1, 404",
    })
    void answersWhatNeverReachesAController(String requestLine, int status) throws IOException {
        String answer = exchange(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json", "Cache-Control: no-store")
                .contains("\"status\":" + status, "\"code\":\"")
                .doesNotContain("<html", "Exception", "Tomcat");
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket("localhost", port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
