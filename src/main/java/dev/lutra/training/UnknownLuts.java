package dev.lutra.training;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A job asks for LUTs that are not there: 422, {@code lut-not-found}, with an error for each. */
final class UnknownLuts extends ErrorResponseException {

    private static final String CODE = "lut-not-found";

    /** @param missing ids by where they stand in the request, such as {@code luts[2]} */
    UnknownLuts(Map<String, String> missing) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, problem(missing), null);
    }

    private static ProblemDetail problem(Map<String, String> missing) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Some of these LUTs are not there; see errors, and GET /luts for those that are.");
        problem.setProperty("code", CODE);
        problem.setProperty(
                "errors",
                missing.entrySet().stream()
                        .map(lut -> new Fault(lut.getKey(), CODE, "there is no LUT '%s'".formatted(lut.getValue())))
                        .toList());
        return problem;
    }

    private record Fault(String field, String code, String detail) {}
}
