package dev.lutra.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A text of the request holds what no name or text may: 422, {@code invalid-parameters}, each of them in {@code errors}. */
final class ControlCharacters extends ErrorResponseException {

    private static final String DETAIL = "must not hold control characters or signs that turn the direction of text";

    /** @param fields that hold them */
    ControlCharacters(List<String> fields) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(fields), null);
    }

    private static ProblemDetail problem(List<String> fields) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT, "Some values are not acceptable; see errors.");
        problem.setProperty("code", "invalid-parameters");
        problem.setProperty(
                "errors",
                fields.stream()
                        .map(field -> new Fault(field, "control-character", DETAIL))
                        .toList());
        return problem;
    }
}
