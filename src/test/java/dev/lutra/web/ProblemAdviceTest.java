package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lutra.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;

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
        var response = send(authorized("/api-keys").DELETE());
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
        var declared = send(
                authorized("/api-keys", "Content-Type", "application/json").POST(BodyPublishers.ofByteArray(large)));
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(json(declared).get("code").stringValue()).isEqualTo("request-too-large");

        Arrays.fill(large, (byte) ' ');
        var undeclared = send(authorized("/api-keys", "Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
        assertThat(undeclared.statusCode()).isEqualTo(413);
        assertThat(json(undeclared).get("code").stringValue()).isEqualTo("request-too-large");
    }

    @Test
    void takesLargerUploads() {
        String torn = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.cube\"\r\n\r\n"
                + " ".repeat(2_000_000);
        var response = send(authorized("/luts", "Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(torn)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("code").stringValue()).isEqualTo("invalid-multipart");
    }

    @Test
    void namesTheMissingPart() {
        String part = "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na\r\n--x--\r\n";
        var response = send(authorized("/luts", "Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(part)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("code").stringValue()).isEqualTo("missing-parameter");
        assertThat(json(response).at("/errors/0/field").stringValue()).isEqualTo("file");
    }

    static Stream<Arguments> databaseFailures() {
        var refused = new SQLException("Connection refused", "08001");
        var full = new SQLException("could not extend file", "53100");
        return Stream.of(
                arguments(new CannotGetJdbcConnectionException("none", refused), 503, "database-unavailable"),
                arguments(new CannotCreateTransactionException("none", refused), 503, "database-unavailable"),
                arguments(new QueryTimeoutException("slow"), 503, "database-unavailable"),
                arguments(new CannotAcquireLockException("busy"), 503, "database-unavailable"),
                arguments(new DataAccessResourceFailureException("full", full), 507, "storage-full"),
                arguments(
                        new UncategorizedSQLException("write", "insert", new SQLException("No disk space", "90100")),
                        507,
                        "storage-full"),
                arguments(
                        new UncheckedIOException(new IOException("/tmp/upload: No space left on device")),
                        507,
                        "storage-full"),
                arguments(
                        new MultipartException("failed", new IOException("No space left on device")),
                        507,
                        "storage-full"));
    }

    @ParameterizedTest
    @MethodSource("databaseFailures")
    void tellsFailuresOfStorage(Exception failure, int status, String code) {
        var resolver = new ExceptionHandlerExceptionResolver();
        var context = new StaticApplicationContext();
        context.registerSingleton("problems", ProblemAdvice.class);
        context.refresh();
        resolver.setApplicationContext(context);
        resolver.setMessageConverters(List.of(new JacksonJsonHttpMessageConverter()));
        resolver.afterPropertiesSet();
        var response = new MockHttpServletResponse();
        resolver.resolveException(new MockHttpServletRequest("POST", "/luts"), response, null, failure);
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getHeader("Retry-After")).isEqualTo(status == 503 ? "5" : null);
        assertThat(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8))
                .contains(code);
    }

    @Test
    void keepsTheCauseOfFailuresToItself(CapturedOutput output) {
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
