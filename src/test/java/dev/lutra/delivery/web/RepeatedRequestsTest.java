package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.RawClient;
import dev.lutra.ServiceTest;
import dev.lutra.library.upload.TestUploads;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Equal requests, over a plain socket, so that no client adds or hides a header. */
class RepeatedRequestsTest extends ServiceTest {

    @Autowired
    private MeterRegistry meters;

    static Stream<String> headers() {
        return Stream.of(
                "",
                "Accept-Encoding: gzip",
                "Accept-Encoding: gzip;q=0, br",
                "Accept-Encoding: *",
                "Accept: text/plain, */*;q=0.1",
                "Range: bytes=0-9",
                "If-None-Match: \"other\"",
                "If-None-Match: \"a\", W/\"b\"",
                "If-None-Match: *",
                "If-None-Match: ETAG",
                "If-None-Match: W/ETAG",
                "If-None-Match: \"x\", ETAG",
                "If-None-Match: nonsense",
                "If-Modified-Since: Wed, 21 Oct 2099 07:28:00 GMT",
                "Origin: https://example.com",
                "Origin: http://localhost:PORT",
                "X-Forwarded-Proto: https",
                "Cookie: a=b");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void getTheSameAnswerOnTheShortWay(String header) throws IOException {
        for (String path : List.of(
                "/luts/0.cube?res=9&strength=0.25",
                "/luts/0.cube?res=25&strength=0.25",
                "/luts/1.png?level=4",
                "/luts/0/preview.jpg?width=64",
                "/luts/blend.cube?mix=0:0.5,1:0.5&res=9")) {
            String etag = headerOf(exchange(path, ""), "ETag");
            String sent = header.replace("ETAG", etag).replace("PORT", String.valueOf(port()));
            String lines = sent.isEmpty() ? "" : sent + "\r\n";
            // The key is part of no file, and a request with one always takes the long way.
            String expected = answer(path, lines + "Authorization: Bearer " + apiKey() + "\r\n");
            answer(path, lines);
            double hits = hits();
            assertThat(answer(path, lines)).as(path).isEqualTo(expected);
            assertThat(hits()).as("hits of %s", path).isGreaterThan(hits);
        }
    }

    @Test
    void areCountedUnderTheSameAddress() {
        for (int i = 0; i < 3; i++) {
            get("/luts/0.cube?res=11");
        }
        double counted = counted();
        double hits = hits();
        for (int i = 0; i < 5; i++) {
            get("/luts/0.cube?res=11");
        }
        assertThat(hits() - hits).isGreaterThanOrEqualTo(5);
        // The last one may be counted after its answer.
        assertThat(counted() - counted).isGreaterThanOrEqualTo(4);
    }

    @Test
    void areLookedAtAgainAfterAChangeOfTheLibrary() {
        String lut = upload();
        String added = lut + ".cube?res=5";
        for (int i = 0; i < 3; i++) {
            assertThat(get(added).statusCode()).isEqualTo(200);
        }
        assertThat(send(authorized(lut).DELETE()).statusCode()).isEqualTo(204);
        assertThat(get(added).statusCode()).isEqualTo(404);
    }

    @Test
    void neverRepeatAProblem() throws IOException {
        String path = "/luts/0.cube?res=10";
        answer(path, "");
        answer(path, "");
        assertThat(exchange(path, "X-Other: \u0085\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange(path + "&unknown=1", "")).startsWith("HTTP/1.1 400 ");
    }

    /** Returns the address of the new LUT. */
    private String upload() {
        var upload = new Multipart()
                .file("file", "repeated.cube", TestUploads.cube(TestUploads.look(77, 5)))
                .field("encode", "false");
        HttpResponse<byte[]> answer =
                send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        assertThat(answer.statusCode()).isEqualTo(201);
        return header(answer, "Location").replaceFirst("^.*/luts/", "/luts/");
    }

    private double hits() {
        return meters.get("cache.gets").tags("cache", "lutra.repeats", "result", "hit").functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private double counted() {
        return meters.get("http.server.requests").tags("uri", "/luts/{id}.cube", "status", "200").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    /** The answer with its headers in alphabetical order and without the time. */
    private String answer(String path, String headers) throws IOException {
        String[] parts = exchange(path, headers).split("\r\n\r\n", 2);
        String[] lines = parts[0].split("\r\n");
        return lines[0]
                + Arrays.stream(lines)
                        .skip(1)
                        .filter(line -> !line.startsWith("Date:"))
                        .sorted()
                        .collect(Collectors.joining("\n", "\n", "\n\n"))
                + parts[1];
    }

    private static String headerOf(String answer, String name) {
        return answer.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    private String exchange(String path, String headers) throws IOException {
        try (var client = new RawClient(address())) {
            return client.send("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n%s\r\n"
                            .formatted(path, port(), headers))
                    .readAll();
        }
    }
}
