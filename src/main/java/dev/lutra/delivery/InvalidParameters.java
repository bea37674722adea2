package dev.lutra.delivery;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Parameters that are understood and not acceptable: 422, {@code invalid-parameters}, with an error for each. */
public final class InvalidParameters extends ErrorResponseException {

    public InvalidParameters(List<Fault> faults) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(faults), null);
    }

    private static ProblemDetail problem(List<Fault> faults) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT, "Some parameters cannot be served; see errors.");
        problem.setProperty("code", "invalid-parameters");
        problem.setProperty("errors", faults);
        return problem;
    }

    /**
     * What is wrong with one parameter.
     *
     * @param field name of the parameter
     * @param code stable, for programs
     * @param detail for people
     */
    public record Fault(String field, String code, String detail) {}
}
