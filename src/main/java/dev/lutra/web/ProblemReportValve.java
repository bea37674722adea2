package dev.lutra.web;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Answers Tomcat's own errors, such as a malformed URL, with problems instead of HTML pages. */
final class ProblemReportValve extends ErrorReportValve {

    private final ProblemWriter problems;

    ProblemReportValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemWriter.describe(response);
            Writer writer = response.getReporter();
            if (writer != null) {
                problems.write(problem(status), request, writer);
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The client has closed the connection", e);
        }
    }

    private static ProblemDetail problem(HttpStatus status) {
        return ProblemDetails.of(
                status,
                ProblemDetails.code(status),
                status.is4xxClientError()
                        ? "The request is malformed."
                        : "An internal error occurred. The log contains the details.");
    }
}
