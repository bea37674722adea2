package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.RawClient;
import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers that fail after their first byte, as a client sees them at its socket. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenAnswerTest {

    private static final int LENGTH = 200_000;

    private static ServedNode node;

    @BeforeAll
    static void start() {
        node = new TestNode(TestDatabase.H2.settings(), BrokenAnswerTest::addFailing);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"chunked,1.1", "gzip,1.1", "length,1.1", "chunked,1.0"})
    void neverLooksWhole(String encoding, String version, CapturedOutput output) throws IOException {
        try (var client = new RawClient(node.address())) {
            String answer = request(client, "/failing?after=150000&" + encoding, version);
            assertThat(answer).doesNotContain("problem", "\r\n0\r\n\r\n");
            assertThat(answer.length()).isLessThan(LENGTH);
            // HTTP/1.0 has the end of the connection for the end of the answer: only a reset tells.
            assertThat(client.isReset()).isTrue();
        }
        assertThat(output.toString().lines().filter(line -> line.contains("answer was aborted")))
                .singleElement()
                .asString()
                .contains("WARN", "the database is away");
        assertThat(output).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "gzip", "length"})
    void isAProblemBeforeTheFirstByte(String encoding) throws IOException {
        String answer = get("/failing?after=100&" + encoding, "1.1");
        assertThat(answer)
                .startsWith("HTTP/1.1 503 ")
                .contains(
                        "Content-Type: application/problem+json", "\"code\":\"database-unavailable\"", "Retry-After: 5")
                .contains("Cache-Control: no-store")
                .doesNotContain(
                        "ETag", "Content-Encoding", "Content-Disposition", "max-age", "Content-Length: " + LENGTH);
    }

    @Test
    void leavesWholeAnswersAlone() throws IOException {
        assertThat(get("/failing?after=200000&chunked", "1.1")).endsWith("\r\n0\r\n\r\n");
    }

    private static String get(String path, String version) throws IOException {
        try (var client = new RawClient(node.address())) {
            return request(client, path, version);
        }
    }

    private static String request(RawClient client, String path, String version) throws IOException {
        return client.send("GET %s HTTP/%s\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path, version))
                .readAll();
    }

    private static void addFailing(GenericApplicationContext context) {
        context.registerBean(
                "failing",
                Failing.class,
                () -> new Failing(context.getBean("handlerExceptionResolver", HandlerExceptionResolver.class)));
    }

    /** Writes an answer until it fails, as a controller does whose source goes away. */
    private static final class Failing extends OncePerRequestFilter {

        private final HandlerExceptionResolver problems;

        Failing(HandlerExceptionResolver problems) {
            this.problems = problems;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !request.getRequestURI().equals("/failing");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException {
            int after = Integer.parseInt(request.getParameter("after"));
            response.setContentType("text/plain");
            response.setHeader("ETag", "\"true\"");
            response.setHeader("Cache-Control", "max-age=3600");
            response.setHeader("Content-Disposition", "attachment");
            OutputStream out = response.getOutputStream();
            if (request.getParameter("length") != null) {
                response.setContentLength(LENGTH);
            } else if (request.getParameter("gzip") != null) {
                response.setHeader("Content-Encoding", "gzip");
                out = new GZIPOutputStream(out);
            }
            // Noise, so that what is compressed is as long.
            var bytes = new byte[after];
            new Random(20261125).nextBytes(bytes);
            out.write(bytes);
            if (after < LENGTH) {
                problems.resolveException(
                        request, response, null, new DataAccessResourceFailureException("the database is away"));
            }
        }
    }
}
