package dev.lutra.training.web;

import dev.lutra.format.InvalidPhotograph;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A photograph that was sent with a job cannot be used: 422, with the code of the fault. */
final class PhotographRefused extends ErrorResponseException {

    private record Fault(String field, String code, String detail) {}

    PhotographRefused(InvalidPhotograph reason) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(reason), reason);
    }

    private static ProblemDetail problem(InvalidPhotograph reason) {
        String detail = String.valueOf(reason.getMessage());
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        problem.setProperty("code", reason.code());
        problem.setProperty("errors", List.of(new Fault("image", reason.code(), detail)));
        return problem;
    }
}
