package dev.lutra.web;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The request has parameters that its operation does not know: 400, {@code unknown-parameter}, with an error for each. */
final class UnknownParameters extends ErrorResponseException {

    static final String CODE = "unknown-parameter";

    UnknownParameters(List<Fault> faults) {
        super(HttpStatus.BAD_REQUEST, problem(faults), null);
    }

    private static ProblemDetail problem(List<Fault> faults) {
        String detail = faults.stream()
                .map(fault -> "Parameter '%s' is %s".formatted(fault.field(), fault.detail()))
                .collect(Collectors.joining(" - "));
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
        problem.setProperty("code", CODE);
        problem.setProperty("errors", faults);
        return problem;
    }
}
