package dev.lutra.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Tomcat's own errors, such as those of a malformed URL, as problems in place of HTML pages. */
final class ProblemReportValve extends ErrorReportValve {

    private final JsonMapper json;

    ProblemReportValve(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(json.writeValueAsString(problem(status, request)));
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The client does not listen any more", e);
        }
    }

    private static ProblemDetail problem(HttpStatus status, Request request) {
        var problem = ProblemDetail.forStatusAndDetail(
                status,
                status.is4xxClientError()
                        ? "The request is malformed."
                        : "Something went wrong here; the log tells what.");
        problem.setProperty("code", status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        RequestTrace.addTo(problem, request);
        return problem;
    }
}
