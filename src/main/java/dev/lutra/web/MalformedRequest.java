package dev.lutra.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request whose query or header cannot be read: 400, {@code bad-request}. */
public final class MalformedRequest {

    private MalformedRequest() {}

    public static ProblemDetail problem(List<Fault> faults) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The URL or a header of the request is malformed.");
        problem.setProperty("code", "bad-request");
        if (!faults.isEmpty()) {
            problem.setProperty("errors", faults);
        }
        return problem;
    }
}
