package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.RawClient;
import dev.lutra.ServiceTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that cannot be read, over a plain socket: no client sends them. */
@ExtendWith(OutputCaptureExtension.class)
class MalformedRequestTest extends ServiceTest {

    private static final List<String> PATHS = List.of(
            "/luts",
            "/luts/0",
            "/luts/0.cube",
            "/luts/0.png",
            "/readyz",
            "/livez",
            "/models",
            "/training-jobs",
            "/luts/0/inverse",
            "/luts/blend.cube",
            "/swagger-ui/index.html",
            "/v3/api-docs",
            "/actuator/health",
            "/nothing",
            "/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%ff",
                "q=%",
                "q=%4",
                "q=%zz",
                "q=%c3",
                "q=%c3&x=%a4",
                "q=%ed%a0%80",
                "q=%c0%80",
                "%ff=1",
                "q=a&q=%f",
                "q=%+1",
                "q=%e2%82"
            })
    void namesTheParameter(String query, CapturedOutput output) throws IOException {
        for (String path : PATHS) {
            String answer = exchange("GET", path + "?" + query, "");
            assertThat(answer)
                    .as(path)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/problem+json", "Cache-Control: no-store")
                    .contains("\"code\":\"bad-request\"", "\"errors\":[{\"field\":\"", "\"traceId\":\"");
        }
        assertThat(output).doesNotContain("\tat ", "The request failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept-Encoding: gzip\u0085",
                "If-None-Match: \"\u0085\"",
                "Accept: \u0085",
                "Accept: text/plain;q=x",
                "Accept: /",
                "Accept: nonsense",
                "Accept: text/plain,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,",
                "Range: \u0001",
                "Cookie: a=\u0090b",
                "Origin: \u009f",
                "Authorization: Bearer \u0085",
                "X-Anything: \u0080",
                "traceparent: \u0085"
            })
    void namesTheHeader(String header, CapturedOutput output) throws IOException {
        for (String path : PATHS) {
            String answer = exchange("GET", path, header + "\r\n");
            assertThat(answer)
                    .as(path)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/problem+json", "\"code\":\"bad-request\"")
                    .doesNotContain("Exception");
        }
        assertThat(output).doesNotContain("\tat ", "The request failed");
    }

    /** Odd, and understood or passed over, or refused with something else than 400. */
    static List<String> oddities() {
        return List.of(
                "Accept: application/xml",
                "Accept: ",
                "Accept: *",
                "Accept-Encoding: \u00ff",
                "Accept-Encoding: gzip;q=x",
                "Accept-Language: \u00e9;;;q",
                "Cookie: =;\";$Version=9",
                "Range: bytes=9-1",
                "Range: nonsense",
                "Range: bytes=0-0,".repeat(1) + "0-0,".repeat(500),
                "If-None-Match: ,,\"",
                "If-None-Match: \u00ff",
                "If-Match: nonsense",
                "If-Modified-Since: yesterday",
                "If-Unmodified-Since: 99999999999999999999",
                "If-Range: x",
                "Content-Type: nonsense",
                "Content-Type: text/plain;charset=nonsense",
                "Content-Type: application/json;charset=\u00e9",
                "Content-Type: multipart/form-data",
                "Content-Type: application/x-www-form-urlencoded;charset=x",
                "Origin: null",
                "Origin: nonsense://",
                "Origin: http://[",
                "Access-Control-Request-Method: \u00e9",
                "Authorization: Basic x",
                "Authorization: Bearer",
                "traceparent: 00-x-y-z",
                "Last-Event-ID: \u00e9",
                "Expect: nonsense",
                "Connection: nonsense",
                "Upgrade: h2c",
                "X-Forwarded-For: \u00e9",
                "Forwarded: \u00e9;=",
                "X-HTTP-Method-Override: \u00e9",
                "Content-Length: -1",
                "Content-Length: nonsense",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: 99999999999999999999",
                "Host: b",
                "Host: \u00e9",
                "Bad Name: x",
                "\u00e9: x",
                ": x",
                " folded",
                "X: " + "y".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void isNeverAFaultOfTheServer(String header, CapturedOutput output) throws IOException {
        for (String path : PATHS) {
            answersWithoutFault("GET", path, header + "\r\n");
        }
        for (String method : List.of("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "PATCH", "BREW")) {
            answersWithoutFault(method, "/luts", header + "\r\n");
            answersWithoutFault(method, "/readyz", header + "\r\n");
        }
        assertThat(output).doesNotContain("\tat ");
    }

    /** RFC 9112, section 6.1. */
    @Test
    void doesNotImplementUnknownCodings() throws IOException {
        assertThat(exchange("POST", "/luts/blend", "Transfer-Encoding: nonsense\r\n"))
                .startsWith("HTTP/1.1 501 ");
    }

    @Test
    void survivesNoise(CapturedOutput output) throws IOException {
        long seed = 20261125;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 600; i++) {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            String query = random.nextBoolean() ? "" : "?" + name(random) + "=" + noise(random, 12);
            String header = random.nextInt(3) == 0 ? "" : header(random) + ": " + noise(random, 24) + "\r\n";
            String method = random.nextInt(4) == 0 ? "POST" : "GET";
            answersWithoutFault(method, path + (random.nextInt(4) == 0 ? noise(random, 6) : "") + query, header);
        }
        assertThat(output).as("seed %d", seed).doesNotContain("\tat ");
    }

    private void answersWithoutFault(String method, String path, String header) throws IOException {
        String answer = exchange(method, path, header);
        var status = new ArrayList<>(List.of(answer.split(" ", 3)));
        assertThat(status).as("%s %s %s: %s", method, path, header, answer).hasSizeGreaterThan(2);
        assertThat(Integer.parseInt(status.get(1)))
                .as("%s %s %s: %s", method, path, header, answer)
                .isLessThan(500)
                .isGreaterThanOrEqualTo(200);
        // Spring's check of origins has an answer of its own.
        boolean hasProblem = !method.equals("HEAD") && !answer.endsWith("Invalid CORS request\r\n0\r\n\r\n");
        if (Integer.parseInt(status.get(1)) >= 400 && hasProblem) {
            assertThat(answer).as("%s %s %s", method, path, header).containsIgnoringCase("application/problem+json");
        }
    }

    private String exchange(String method, String path, String header) throws IOException {
        try (var client = new RawClient(address())) {
            return client.send("%s %s HTTP/1.1\r\nHost: localhost\r\n%sConnection: close\r\n\r\n"
                            .formatted(method, path, header))
                    .readAll();
        }
    }

    private static String name(SplittableRandom random) {
        return List.of("q", "tag", "page", "size", "res", "level", "depth", "mix", "strength", "model", "%71", "")
                .get(random.nextInt(12));
    }

    private static String header(SplittableRandom random) {
        return List.of("Accept", "Accept-Encoding", "If-None-Match", "Range", "Cookie", "Content-Type", "Origin", "X-Y")
                .get(random.nextInt(8));
    }

    /** Any bytes but those that would end the line, half of them digits and signs that mean something somewhere. */
    private static String noise(SplittableRandom random, int maxLength) {
        String meaningful = "%%/;=&,\"*+-.0123456789abcdef";
        var noise = new StringBuilder();
        for (int i = random.nextInt(maxLength); i >= 0; i--) {
            int value = random.nextInt(256);
            boolean plain = random.nextBoolean() || value == '\r' || value == '\n' || value == ' ';
            noise.append(plain ? meaningful.charAt(random.nextInt(meaningful.length())) : (char) value);
        }
        return noise.toString();
    }
}
